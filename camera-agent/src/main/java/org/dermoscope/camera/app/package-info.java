/** The program: its command line, and how the parts work together while it runs. */
@NullMarked
package org.dermoscope.camera.app;

import org.jspecify.annotations.NullMarked;
