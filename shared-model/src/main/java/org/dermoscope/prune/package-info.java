/** Which checkpoints may go, and their removal. */
package org.dermoscope.prune;
