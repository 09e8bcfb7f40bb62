/** From what a model said of an image to the answer of the HTTP contract, wherever it is given. */
package org.dermoscope.answer;
