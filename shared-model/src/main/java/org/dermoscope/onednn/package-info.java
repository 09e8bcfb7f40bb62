/** Networks in 8-bit integers, run by oneDNN. */
package org.dermoscope.onednn;
