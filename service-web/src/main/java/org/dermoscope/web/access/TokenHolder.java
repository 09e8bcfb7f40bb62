package org.dermoscope.web.access;

import java.util.Set;

/**
 * Who presents a token.
 *
 * @param name as the log has it
 */
record TokenHolder(String name, Set<Role> roles, TokenHash hash) {}
