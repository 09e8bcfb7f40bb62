package org.dermoscope.inference.predict;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.inference.batch.Deadline;
import org.dermoscope.inference.batch.Processors;
import org.dermoscope.inference.batch.RequestTrace;
import org.dermoscope.inference.batch.ShuttingDown;
import org.dermoscope.web.ApiException;

/**
 * Decodes and resizes so many images at a time, so that no more of full size are in memory. First come, first served, one
 * image at a time: the images of a batch request queue up one after another. Thread-safe.
 */
public final class BoundedDecoder {
    private final UploadDecoder decoder;
    private final PredictionMetrics metrics;
    private final Processors processors;
    private final AtomicInteger arriving = new AtomicInteger();

    /** @param processors of which each image takes one */
    public BoundedDecoder(UploadDecoder decoder, Processors processors, PredictionMetrics metrics) {
        this.decoder = decoder;
        this.metrics = metrics;
        this.processors = processors;
    }

    /**
     * An image, resized.
     *
     * @param resizing to what the networks take, one image each
     * @throws ApiException 4xx if the image is refused, 504 if its turn does not come in time, 503 if the thread is
     *     interrupted
     */
    DecodedImage decode(Upload upload, Function<RgbImage, List<RgbImage>> resizing, Deadline deadline) {
        arriving.incrementAndGet();
        try {
            awaitPlace(deadline);
            try {
                return RequestTrace.current()
                        .stage("decode", () -> metrics.decode(() -> decoded(decoder.decode(upload), resizing)));
            } finally {
                processors.leave();
            }
        } finally {
            arriving.decrementAndGet();
        }
    }

    private static DecodedImage decoded(RgbImage image, Function<RgbImage, List<RgbImage>> resizing) {
        return new DecodedImage(resizing.apply(image), Math.min(image.width(), image.height()));
    }

    /** Images that are being decoded or wait for that. */
    public int arriving() {
        return arriving.get();
    }

    private void awaitPlace(Deadline deadline) {
        long start = System.nanoTime();
        try {
            if (!processors.enter(deadline.nanosLeft())) {
                throw deadline.passed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ShuttingDown.refusal();
        } finally {
            metrics.waitedForDecoding(System.nanoTime() - start);
            RequestTrace.current().stage("wait to decode", start);
        }
    }
}
