/** Which checkpoints answer together, and with which weights: a pure choice on predictions of the validation part. */
@NullMarked
package org.dermoscope.trainer.ensemble;

import org.jspecify.annotations.NullMarked;
