package org.dermoscope.trainer.data;

import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.UNREADABLE_IMAGE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.InvalidImageException;
import org.dermoscope.imaging.Resampler;
import org.dermoscope.imaging.RgbImage;

/** Decodes and resizes each image of a data set once, on several threads. Stateless between calls. */
public final class ImageCacheLoader {
    private static final int CHUNK = 32;

    private final ImageDecoder decoder;
    private final int threads;

    /**
     * A loader for many data sets.
     *
     * @param threads at least 1
     */
    public ImageCacheLoader(ImageDecoder decoder, int threads) {
        this.decoder = decoder;
        this.threads = threads;
    }

    /** Hears how far the loading is, on the thread that loads; what it throws ends the loading and is passed on. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some images more are there.
         *
         * @param done images so far
         * @param total images to load
         */
        void onLoaded(int done, int total);
    }

    /**
     * Decodes all images, at most so many at a time as there are threads.
     *
     * @throws InvalidDataSetException naming the first file, in the order of the records, that is no readable image
     * @throws InterruptedException if the calling thread is interrupted; nothing goes on in the background then
     */
    public ImageCache load(List<LesionRecord> records, InputSize size, Progress progress) throws InterruptedException {
        ExecutorService workers = WorkerThreads.pool("image-decoding", threads);
        try {
            List<Future<List<RgbImage>>> chunks = new ArrayList<>();
            for (int from = 0; from < records.size(); from += CHUNK) {
                List<LesionRecord> chunk = records.subList(from, Math.min(from + CHUNK, records.size()));
                chunks.add(workers.submit(
                        () -> chunk.stream().map(r -> decode(r, size)).toList()));
            }
            Map<String, RgbImage> images = new HashMap<>();
            int done = 0;
            for (Future<List<RgbImage>> chunk : chunks) {
                for (RgbImage image : chunk.get()) {
                    images.put(records.get(done++).imageId(), image);
                }
                progress.onLoaded(done, records.size());
            }
            return new ImageCache(size, images);
        } catch (ExecutionException e) {
            throw WorkerThreads.unchecked(e);
        } finally {
            workers.shutdownNow();
        }
    }

    /** A file that has become a symbolic link since it was listed could lead out of the data roots: it is not opened. */
    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readAllBytes();
        }
    }

    private RgbImage decode(LesionRecord lesion, InputSize size) {
        try {
            long bytes = Files.size(lesion.file());
            long allowed = decoder.limits().maxBytes();
            if (bytes > allowed) {
                throw new InvalidDataSetException(
                        UNREADABLE_IMAGE,
                        "Image file " + lesion.file() + " has " + bytes + " bytes; allowed: " + allowed);
            }
            RgbImage image = decoder.decode(read(lesion.file()));
            return Resampler.resize(image, size.width(), size.height());
        } catch (InvalidImageException e) {
            throw new InvalidDataSetException(
                    UNREADABLE_IMAGE, "Image file " + lesion.file() + " is refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new InvalidDataSetException(UNREADABLE_IMAGE, "Image file " + lesion.file() + " cannot be read", e);
        }
    }
}
