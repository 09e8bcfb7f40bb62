/**
 * Figures, charts and the model card of a trained classifier. Figures come from predictions of a {@code LesionClassifier},
 * the same code that serves; nothing here needs native memory.
 */
package org.dermoscope.trainer.evaluation;
