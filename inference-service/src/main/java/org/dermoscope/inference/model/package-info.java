/** What is being served: following the champion pointer, loading, swapping, and the routes that show and steer it. */
@NullMarked
package org.dermoscope.inference.model;

import org.jspecify.annotations.NullMarked;
