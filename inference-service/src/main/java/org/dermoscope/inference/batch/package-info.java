/** From decoded images of many requests to passes of the network, and back to each request. */
@NullMarked
package org.dermoscope.inference.batch;

import org.jspecify.annotations.NullMarked;
