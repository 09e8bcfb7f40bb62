/** Measures the camera agent with a window, beside the service on the same processors. */
@NullMarked
package org.dermoscope.benchmark.camera;

import org.jspecify.annotations.NullMarked;
