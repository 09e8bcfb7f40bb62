package org.dermoscope.trainer.data;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the image of each id is, over a folder and the folders in it down to {@link #MAX_DEPTH} levels. The id is the
 * file name without its extension. Hidden files are passed over, and so are symbolic links, which could lead out of the
 * data roots. The same id twice is allowed only where the files are equal byte for byte, as in copies of HAM10000 that
 * carry each folder twice. Immutable.
 */
public final class ImageIndex {
    /** Levels of folders that are looked into, the given one included. */
    public static final int MAX_DEPTH = 4;

    /** Accepted extensions, in lower case; upper case is accepted as well. */
    public static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp", "webp", "gif", "tif", "tiff");

    private final SortedMap<String, Path> files;
    private final int links;

    private ImageIndex(SortedMap<String, Path> files, int links) {
        this.files = files;
        this.links = links;
    }

    /**
     * Lists the folder; opens no file but those whose id occurs twice.
     *
     * @throws InvalidDataSetException if two different files have one id
     * @throws IOException if the folder cannot be listed
     */
    public static ImageIndex of(Path folder) throws IOException {
        Scan scan = new Scan();
        Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, scan);
        return new ImageIndex(scan.files, scan.links);
    }

    /** The file with the image of this id, or null. */
    public @Nullable Path file(String imageId) {
        return files.get(imageId);
    }

    public int size() {
        return files.size();
    }

    /** Symbolic links that were passed over. */
    public int links() {
        return links;
    }

    private static final class Scan extends SimpleFileVisitor<Path> {
        private final SortedMap<String, Path> files = new TreeMap<>();
        private int links;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = file.getFileName().toString();
            if (attributes.isSymbolicLink()) {
                links++;
            } else if (attributes.isRegularFile() && !name.startsWith(".")) {
                int dot = name.lastIndexOf('.');
                if (dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
                    add(name.substring(0, dot), file);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        /** Keeps the first by path, so that the outcome does not depend on the order of the listing. */
        private void add(String id, Path file) throws IOException {
            Path other = files.get(id);
            if (other != null && Files.mismatch(other, file) != -1) {
                throw new InvalidDataSetException(
                        InvalidDataSetException.Problem.DUPLICATE_IMAGE,
                        "Image id '" + id + "' has two different files, " + other + " and " + file
                                + "; allowed: one file an id");
            }
            if (other == null || file.compareTo(other) < 0) {
                files.put(id, file);
            }
        }
    }
}
