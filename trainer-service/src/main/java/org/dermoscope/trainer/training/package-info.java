/** One training from the metadata file to the promotion decision. */
package org.dermoscope.trainer.training;
