/** From a request's body to its predictions. */
@NullMarked
package org.dermoscope.inference.predict;

import org.jspecify.annotations.NullMarked;
