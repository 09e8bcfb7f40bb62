/** What both HTTP services share: error answers, the operator token, the JSON format and the store's settings. */
@NullMarked
package org.dermoscope.web;

import org.jspecify.annotations.NullMarked;
