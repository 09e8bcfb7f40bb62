package org.dermoscope.tune;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.dermoscope.checkpoint.Json;
import org.jspecify.annotations.Nullable;

/**
 * Where a search is kept: it goes on after whatever ended it. A reader sees the state before or after a write, and one
 * process at a time writes. Not thread-safe.
 */
public final class SearchStateFile implements Closeable {
    private final Path file;
    private final FileChannel lock;

    private SearchStateFile(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Opens what need not be there.
     *
     * @throws TuneException if another process has it
     */
    public static SearchStateFile open(Path folder, String name) throws IOException, TuneException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".json");
        FileChannel lock = FileChannel.open(
                folder.resolve("." + name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(lock)) {
                throw new TuneException("Another process is at this search: it holds " + file);
            }
            return new SearchStateFile(file, lock);
        } catch (IOException | TuneException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException heldHere) {
            return false;
        }
    }

    public Path path() {
        return file;
    }

    /**
     * The state as it was written last; empty where a search begins.
     *
     * @throws TuneException if what is there is no state, or that of another search
     */
    public Optional<SearchState> read(SearchOrder order) throws IOException, TuneException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SearchState state = decode(Files.readAllBytes(file));
        if (!Arrays.equals(Json.document(state.order()), Json.document(order))) {
            throw new TuneException(file + " holds another search, " + text(state.order()) + "; asked for is "
                    + text(order) + ". Give this one a --name of its own, or remove the file, which forgets that one");
        }
        return Optional.of(state);
    }

    private SearchState decode(byte[] document) throws TuneException {
        @Nullable String problem;
        try {
            SearchState state = Json.readDocument(document, SearchState.class);
            if (state.schemaVersion() == SearchState.SCHEMA_VERSION) {
                return state;
            }
            problem = "its schema_version is " + state.schemaVersion() + ", known is " + SearchState.SCHEMA_VERSION;
        } catch (IOException malformed) {
            problem = malformed.getMessage();
        }
        throw new TuneException(file + " is no state of a search: " + problem);
    }

    private static String text(SearchOrder order) {
        return order.trials() + " trials of " + order.architecture() + " on "
                + (order.data() == null ? "the synthetic sample" : order.data()) + " to " + order.epochs()
                + " epochs with seed " + order.seed() + ", the space " + order.space();
    }

    /** Returns when it is on the disk. */
    public void write(SearchState state) throws IOException {
        replace(file, Json.document(state));
    }

    /** Writes another file beside it, as whole. */
    public Path writeBeside(String suffix, Object document) throws IOException {
        String name = file.getFileName().toString();
        Path beside = file.resolveSibling(name.substring(0, name.length() - ".json".length()) + suffix);
        replace(beside, Json.document(document));
        return beside;
    }

    private static void replace(Path target, byte[] content) throws IOException {
        Path staged = target.resolveSibling("." + target.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                staged, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
