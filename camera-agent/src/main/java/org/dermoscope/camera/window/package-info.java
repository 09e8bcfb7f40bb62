/** The window, its keys, buttons and mouse. */
@NullMarked
package org.dermoscope.camera.window;

import org.jspecify.annotations.NullMarked;
