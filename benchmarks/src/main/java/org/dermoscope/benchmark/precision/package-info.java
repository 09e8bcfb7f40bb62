/** What computing a training in bfloat16 does to its outcome. */
@NullMarked
package org.dermoscope.benchmark.precision;

import org.jspecify.annotations.NullMarked;
