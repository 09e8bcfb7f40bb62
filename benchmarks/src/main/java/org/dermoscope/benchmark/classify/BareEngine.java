package org.dermoscope.benchmark.classify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.dermoscope.folder.FolderModel;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.InvalidImageException;
import org.dermoscope.imaging.RgbImage;

/** Nothing but the work that cannot be left out, on as many threads and in passes as large as those of a folder's run. */
final class BareEngine {
    private static final int PASS = 8;

    private final FolderModel model;
    private final List<Path> files;
    private final int threads;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    BareEngine(FolderModel model, List<Path> files, int threads) {
        this.model = model;
        this.files = files;
        this.threads = threads;
    }

    /** The network on decoded images; images a second. */
    double network() throws InterruptedException {
        List<RgbImage> images = decoded(files.subList(0, Math.min(PASS, files.size())));
        return speed(pass ->
                model.classifier().answer(images.subList(0, Math.min(images.size(), pass.size())), false, false));
    }

    /** Reading and decoding files and the network; images a second. */
    double decodingAndNetwork() throws InterruptedException {
        return speed(pass -> model.classifier().answer(decoded(pass), false, false));
    }

    private List<RgbImage> decoded(List<Path> pass) {
        List<RgbImage> images = new ArrayList<>();
        for (Path file : pass) {
            try {
                images.add(model.preprocessor().resize(decoder.decode(Files.readAllBytes(file))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InvalidImageException e) {
                throw new IllegalArgumentException(file + " cannot be classified; allowed: a folder of good images", e);
            }
        }
        return images;
    }

    private double speed(Consumer<List<Path>> work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Callable<Void> worker = () -> {
            for (int from = next.getAndAdd(PASS); from < files.size(); from = next.getAndAdd(PASS)) {
                work.accept(files.subList(from, Math.min(files.size(), from + PASS)));
            }
            return null;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        try {
            List<Callable<Void>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(worker);
            }
            for (Future<Void> each : pool.invokeAll(workers)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The work of a thread failed", e.getCause());
        } finally {
            pool.shutdown();
        }
        return files.size() * 1e9 / (System.nanoTime() - start);
    }
}
