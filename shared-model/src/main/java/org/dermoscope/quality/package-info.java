/** When to say nothing: images that the network was not made for, told apart before it and after it. */
package org.dermoscope.quality;
