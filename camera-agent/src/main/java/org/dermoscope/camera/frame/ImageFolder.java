package org.dermoscope.camera.frame;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The images of a folder in the order of their names; one that cannot be read is an error that names it. */
final class ImageFolder implements FrameSource {
    private static final List<String> TYPES = List.of(".jpg", ".jpeg", ".png", ".bmp");
    private static final double RATE = 1;

    private final Path folder;
    private final CaptureFormat format;
    private final List<Path> files;
    private int next;

    ImageFolder(Path folder, CaptureFormat format) throws SourceException {
        this.folder = folder;
        this.format = format;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(ImageFolder::isImage).sorted().toList();
        } catch (IOException e) {
            throw new SourceException("The folder " + folder + " cannot be read", e);
        }
        if (files.isEmpty()) {
            throw new SourceException("The folder " + folder + " holds no image; types: " + TYPES);
        }
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return TYPES.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
    }

    @Override
    public @Nullable BufferedImage read() throws SourceException {
        if (next == files.size()) {
            return null;
        }
        Path file = files.get(next++);
        @Nullable BufferedImage image;
        try {
            image = ImageIO.read(file.toFile());
        } catch (IOException | RuntimeException e) {
            throw new SourceException("The image " + file + " of the folder " + folder + " cannot be read", e);
        }
        if (image == null) {
            throw new SourceException("The image " + file + " of the folder " + folder + " is of no known type");
        }
        boolean own = format.width() == 0;
        return Pixels.converted(
                image, own ? image.getWidth() : format.width(), own ? image.getHeight() : format.height());
    }

    @Override
    public double framesPerSecond() {
        return RATE;
    }

    @Override
    public long promisedFrames() {
        return files.size();
    }

    @Override
    public void close() {
        // No file stays open between reads.
    }
}
