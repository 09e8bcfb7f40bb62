package org.dermoscope.benchmark.serving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.classify.CheckpointLoader;
import org.dermoscope.classify.EngineSettings;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.quality.ImageMeasures;

/** What a request cannot do without, in loops in this process: no network, no queue, no JSON. */
final class BareLoops implements AutoCloseable {
    private static final long NANOS = 1_500_000_000;
    private static final List<ServingEngine> ENGINES =
            List.of(ServingEngine.ONEDNN_INT8, ServingEngine.ONNX_INT8, ServingEngine.ONNX);

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final byte[] jpeg;
    private final Preprocessor preprocessor;
    private final Checkpoint champion;
    private final LoadedClassifier loaded;

    BareLoops(Checkpoint champion, byte[] jpeg) {
        this.jpeg = jpeg;
        this.champion = champion;
        this.preprocessor = new Preprocessor(champion.manifest().preprocessing());
        this.loaded = new CheckpointLoader(EngineSettings.AUTO, decoder).load(champion);
    }

    /** Prints each part, and returns images a second of decoding, resizing and inference on all processors. */
    double print() throws Exception {
        RgbImage decoded = decoder.decode(jpeg);
        RgbImage input = preprocessor.resize(decoded);
        System.out.println(
                "bare, one thread, milliseconds an image, on " + loaded.engine().id() + ":");
        line("decoding", 1, () -> decoder.decode(jpeg));
        line("resizing", 1, () -> preprocessor.resize(decoded));
        line("quality measures", 1, () -> ImageMeasures.of(1, input));
        for (int size = 1; size <= 4; size *= 2) {
            List<RgbImage> batch = Collections.nCopies(size, input);
            line("inference, " + size + " a pass", size, () -> infer(batch));
        }
        for (ServingEngine engine : ENGINES) {
            compare(engine, input);
        }
        Callable<Object> whole = () -> infer(List.of(preprocessor.resize(decoder.decode(jpeg))));
        perSecond(processors, whole);
        double rate = perSecond(processors, whole);
        System.out.printf(
                Locale.ROOT, "bare, %d threads: %.1f images/s of decoding, resizing and inference%n", processors, rate);
        return rate;
    }

    private void compare(ServingEngine engine, RgbImage input) throws Exception {
        try (ExplainingClassifier classifier = new CheckpointLoader(EngineSettings.of(engine), decoder)
                .load(champion)
                .classifier()) {
            line("pass of " + engine.id(), 1, () -> classifier.answer(List.of(input), false, false));
        } catch (CheckpointRejectedException e) {
            System.out.println("  no pass of " + engine.id() + ": " + e.getMessage());
        }
    }

    private Object infer(List<RgbImage> images) {
        return loaded.classifier().answer(images, false, false);
    }

    private static void line(String name, int images, Callable<Object> work) throws Exception {
        perSecond(1, work);
        System.out.printf(Locale.ROOT, "  %-24s %.3f%n", name, 1000 / perSecond(1, work) / images);
    }

    private static double perSecond(int threads, Callable<Object> work)
            throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> {
                    int done = 0;
                    while (System.nanoTime() - start < NANOS) {
                        work.call();
                        done++;
                    }
                    return done;
                }));
            }
            int sum = 0;
            for (Future<Integer> one : running) {
                sum += one.get();
            }
            return sum * 1e9 / (System.nanoTime() - start);
        } finally {
            executor.shutdown();
        }
    }

    @Override
    public void close() {
        loaded.classifier().close();
    }
}
