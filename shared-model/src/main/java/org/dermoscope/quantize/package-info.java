/** From float32 to 8-bit integers: which values occur, where they are cut off, and what that changes. */
package org.dermoscope.quantize;
