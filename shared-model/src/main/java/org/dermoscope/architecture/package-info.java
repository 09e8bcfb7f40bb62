/** The networks, how they are trained by default, and what identifies them. */
@NullMarked
package org.dermoscope.architecture;

import org.jspecify.annotations.NullMarked;
