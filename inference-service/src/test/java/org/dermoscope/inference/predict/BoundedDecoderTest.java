package org.dermoscope.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.batch.Deadline;
import org.dermoscope.inference.batch.Processors;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedDecoderTest {
    private static final int CLIENTS = 12;

    private final Preprocessor preprocessor =
            new Preprocessor(PreprocessingSpec.of(9, 12, NormalizationStats.pooled(128, 64)));
    private final BoundedDecoder decoder = new BoundedDecoder(
            new UploadDecoder(new ImageDecoder(ImageLimits.DEFAULT)),
            new Processors(2),
            new PredictionMetrics(new SimpleMeterRegistry()));
    private final byte[] png = SampleImages.encoded("png");
    private final Semaphore mayGo = new Semaphore(0);
    private final AtomicInteger decoding = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private byte[] read() {
        most.accumulateAndGet(decoding.incrementAndGet(), Math::max);
        mayGo.acquireUninterruptibly();
        decoding.decrementAndGet();
        return png;
    }

    private RgbImage decode(Duration allowed) {
        return decoder.decode(max -> read(), image -> List.of(preprocessor.resize(image)), Deadline.after(allowed))
                .inputs()
                .get(0);
    }

    @Test
    void decodesNoMoreImagesAtOnceThanAllowedAndCountsThoseOnTheirWay() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<RgbImage>> images = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                images.add(clients.submit(() -> decode(Duration.ofMinutes(5))));
            }
            while (decoder.arriving() < CLIENTS || decoding.get() < 2) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            ApiException late = catchThrowableOfType(ApiException.class, () -> decode(Duration.ofMillis(20)));
            assertThat(late.code()).isEqualTo("deadline_passed");
            mayGo.release(CLIENTS);
            for (Future<RgbImage> image : images) {
                assertThat(image.get().width()).isEqualTo(12);
            }
        } finally {
            mayGo.release(CLIENTS);
            clients.shutdown();
        }
        assertThat(most.get()).isEqualTo(2);
        assertThat(decoder.arriving()).isZero();
    }

    @Test
    void readsNothingOfARequestWhoseDeadlineHasPassed() {
        ApiException late = catchThrowableOfType(ApiException.class, () -> decode(Duration.ZERO));
        assertThat(late.status()).isEqualTo(504);
        assertThat(most.get()).isZero();
    }
}
