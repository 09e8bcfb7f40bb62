/** What the user has switched on, and the keys that switch it. */
@NullMarked
package org.dermoscope.camera.view;

import org.jspecify.annotations.NullMarked;
