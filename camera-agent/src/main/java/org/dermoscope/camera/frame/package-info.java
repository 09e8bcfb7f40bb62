/** Where frames come from: cameras, files, streams and folders, and the thread that captures them. */
@NullMarked
package org.dermoscope.camera.frame;

import org.jspecify.annotations.NullMarked;
