/** The learning rate range test without a network: its rates, the smoothed loss, what it suggests. */
@NullMarked
package org.dermoscope.trainer.range;

import org.jspecify.annotations.NullMarked;
