/** From the newest frame to its answer: region, JPEG, one request at a time, what goes wrong with it, smoothing. */
@NullMarked
package org.dermoscope.camera.client;

import org.jspecify.annotations.NullMarked;
