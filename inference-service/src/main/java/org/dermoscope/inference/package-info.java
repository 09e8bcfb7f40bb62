/** The inference service's settings and wiring. */
@NullMarked
package org.dermoscope.inference;

import org.jspecify.annotations.NullMarked;
