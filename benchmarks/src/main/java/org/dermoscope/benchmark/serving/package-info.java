/** Requests a second, latency and memory of the inference service beside Python servers with the same models. */
@NullMarked
package org.dermoscope.benchmark.serving;

import org.jspecify.annotations.NullMarked;
