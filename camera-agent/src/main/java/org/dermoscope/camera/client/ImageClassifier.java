package org.dermoscope.camera.client;

import org.dermoscope.wire.PredictionAnswer;

/** What answers: the service over HTTP, or a checkpoint in this process. Thread-safe. */
public interface ImageClassifier extends AutoCloseable {
    /**
     * @param jpeg a JPEG file
     * @param evidence whether the answer says what each part of the image contributes
     * @throws ServiceFault if there is no answer
     */
    PredictionAnswer classify(byte[] jpeg, boolean evidence) throws ServiceFault, InterruptedException;

    @Override
    void close();
}
