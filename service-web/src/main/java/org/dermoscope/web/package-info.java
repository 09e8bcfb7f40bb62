/** What both HTTP services share: error answers, security headers, the JSON format and the store's settings. */
@NullMarked
package org.dermoscope.web;

import org.jspecify.annotations.NullMarked;
