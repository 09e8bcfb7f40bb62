/** Trains one network epoch by epoch: steps, optimizers, the best epoch. */
package org.dermoscope.trainer.epoch;
