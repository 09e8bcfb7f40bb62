/** The trainer service: its settings and what they make. */
@NullMarked
package org.dermoscope.trainer;

import org.jspecify.annotations.NullMarked;
