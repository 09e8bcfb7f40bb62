/** Who may do what: tokens, roles, what each route needs, and how often a client may ask. */
@NullMarked
package org.dermoscope.web.access;

import org.jspecify.annotations.NullMarked;
