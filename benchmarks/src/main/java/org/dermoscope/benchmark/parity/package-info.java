/** Whether our networks compute what the public ones compute whose weights they take over. */
@NullMarked
package org.dermoscope.benchmark.parity;

import org.jspecify.annotations.NullMarked;
