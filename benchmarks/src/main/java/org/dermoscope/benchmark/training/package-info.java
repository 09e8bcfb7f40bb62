/** Speed and memory of the training step and of the pipeline, beside PyTorch. */
@NullMarked
package org.dermoscope.benchmark.training;

import org.jspecify.annotations.NullMarked;
