package org.dermoscope.folder;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a folder and of those below it, in a file of one relative URI a line: so the order is fixed once, names of
 * any bytes survive, and memory does not grow with the folder. Symbolic links are followed; names that begin with a dot
 * are left out. Reads from the first file on. Not thread-safe.
 */
final class FileList implements Closeable {
    private final BufferedReader lines;
    private final URI base;

    private FileList(BufferedReader lines, URI base) {
        this.lines = lines;
        this.base = base;
    }

    /**
     * Writes the list, which appears whole or not at all.
     *
     * @param except a file that is not listed, for it is the result
     */
    static void write(Path list, Path folder, Path except) throws IOException {
        Path unfinished = list.resolveSibling(list.getFileName() + ".part");
        try (BufferedWriter writer = Files.newBufferedWriter(unfinished, StandardCharsets.US_ASCII)) {
            Files.walkFileTree(
                    folder,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new Listing(writer, folder, except));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.move(unfinished, list, StandardCopyOption.ATOMIC_MOVE);
    }

    /** How many files a list names. */
    static long count(Path list) throws IOException {
        try (Stream<String> lines = Files.lines(list, StandardCharsets.US_ASCII)) {
            return lines.count();
        }
    }

    static FileList open(Path list, Path folder) throws IOException {
        return new FileList(Files.newBufferedReader(list, StandardCharsets.US_ASCII), folder.toUri());
    }

    void skip(long files) throws IOException {
        for (long i = 0; i < files; i++) {
            if (lines.readLine() == null) {
                throw new IOException(
                        "The list of files has only " + i + ", fewer than the " + files + " rows there are");
            }
        }
    }

    /** The next files, at most so many; empty after the last. */
    List<Path> next(int most) throws IOException {
        List<Path> files = new ArrayList<>(most);
        while (files.size() < most) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            files.add(Path.of(base.resolve(line)));
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static final class Listing extends SimpleFileVisitor<Path> implements FileVisitor<Path> {
        private final BufferedWriter writer;
        private final Path folder;
        private final URI base;
        private final Path except;

        Listing(BufferedWriter writer, Path folder, Path except) {
            this.writer = writer;
            this.folder = folder;
            this.base = folder.toUri();
            this.except = except;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(folder) && isHidden(directory);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!isHidden(file) && !file.equals(except)) {
                add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** What cannot be looked at becomes a bad file, for reading it will fail as well; a loop was seen before. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            return failure instanceof FileSystemLoopException ? FileVisitResult.CONTINUE : visitUnreadable(file);
        }

        private FileVisitResult visitUnreadable(Path file) throws IOException {
            if (!isHidden(file)) {
                add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private void add(Path file) throws IOException {
            writer.write(base.relativize(file.toUri()).toASCIIString());
            writer.write('\n');
        }

        private static boolean isHidden(Path path) {
            return String.valueOf(path.getFileName()).startsWith(".");
        }
    }
}
