/**
 * Faults done to real parts: packaged services in processes of their own, a real MinIO server, real HTTP. {@code FaultSuite}
 * is behind {@code deploy/faults/run}; {@code FaultsIT} is what of it takes seconds.
 */
@NullMarked
package org.dermoscope.faults;

import org.jspecify.annotations.NullMarked;
