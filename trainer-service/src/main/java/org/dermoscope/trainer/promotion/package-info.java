/** Which checkpoint becomes champion: a pure policy, and the move of the pointer by conditional write. */
package org.dermoscope.trainer.promotion;
