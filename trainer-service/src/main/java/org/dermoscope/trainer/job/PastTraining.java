package org.dermoscope.trainer.job;

import org.dermoscope.checkpoint.Manifest;

/**
 * What a published checkpoint says of the training that made it.
 *
 * @param dataHash see {@link org.dermoscope.trainer.data.LesionCatalog#hash()}
 * @param whole false where the training failed after the epoch that is published
 */
record PastTraining(String jobId, String checkpointId, String architecture, String dataHash, boolean whole) {
    static PastTraining of(Manifest manifest) {
        return new PastTraining(
                manifest.provenance().jobId(),
                manifest.id(),
                manifest.network().architecture(),
                manifest.data().hash(),
                manifest.promotable());
    }
}
