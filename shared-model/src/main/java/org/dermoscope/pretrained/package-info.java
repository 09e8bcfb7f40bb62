/**
 * Weights that somebody else trained, as a start for trainings: what is known of them, where they lie in the store, and how
 * public files become them.
 */
@NullMarked
package org.dermoscope.pretrained;

import org.jspecify.annotations.NullMarked;
