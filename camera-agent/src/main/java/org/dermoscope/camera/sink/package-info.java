/** Where results go beside the window: screenshots, a recording, JSON lines. */
@NullMarked
package org.dermoscope.camera.sink;

import org.jspecify.annotations.NullMarked;
