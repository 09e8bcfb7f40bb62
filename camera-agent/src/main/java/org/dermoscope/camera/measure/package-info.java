/** How fast the agent is, stage by stage. */
@NullMarked
package org.dermoscope.camera.measure;

import org.jspecify.annotations.NullMarked;
