/** The picture that is shown: a pure function of frame, answer and state. */
@NullMarked
package org.dermoscope.camera.overlay;

import org.jspecify.annotations.NullMarked;
