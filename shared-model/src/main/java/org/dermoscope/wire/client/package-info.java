/**
 * A client of inference-service for other Java programs. It needs the JDK and Jackson: no engine, no native library and
 * no store.
 */
@NullMarked
package org.dermoscope.wire.client;

import org.jspecify.annotations.NullMarked;
