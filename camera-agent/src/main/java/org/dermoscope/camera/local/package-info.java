/**
 * A checkpoint in the agent itself, without a service. Compiles against shared-model alone; what runs networks is on the
 * class path of the agent that the Maven profile {@code local-mode} builds.
 */
@NullMarked
package org.dermoscope.camera.local;

import org.jspecify.annotations.NullMarked;
