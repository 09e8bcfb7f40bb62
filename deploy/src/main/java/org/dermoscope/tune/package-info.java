/**
 * The search for a recipe: what is searched ({@link org.dermoscope.tune.SearchSpace}), which recipes go on ({@link
 * org.dermoscope.tune.Halving}), for how long ({@link org.dermoscope.tune.TimeBudget}), and what has been tried so far
 * ({@link org.dermoscope.tune.SearchState}). Nothing here speaks to a trainer.
 */
package org.dermoscope.tune;
