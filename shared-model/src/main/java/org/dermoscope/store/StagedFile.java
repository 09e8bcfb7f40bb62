package org.dermoscope.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Content that is on the device but under no key yet. Closing removes it unless it has been moved to its key. */
record StagedFile(StoreFolder folder, Path file) implements AutoCloseable {
    /** A writer touches its file all the time, so one that rested for this long has lost its writer. */
    static final Duration LEFTOVER_AGE = Duration.ofMinutes(30);

    private static final String FOLDER = "unfinished";

    static StagedFile write(StoreFolder folder, byte[] content) throws IOException {
        Path file = folder.own(FOLDER).resolve(UUID.randomUUID().toString());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return new StagedFile(folder, file);
    }

    /** Replaces what the key held. The caller holds the write lock. */
    void moveTo(ArtifactKey key) throws IOException {
        Path target = folder.makeRoom(key);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        folder.forceFoldersOf(target);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    static void removeLeftovers(StoreFolder folder) throws IOException {
        Path unfinished = folder.ownPath(FOLDER);
        if (!Files.isDirectory(unfinished)) {
            return;
        }
        Instant limit = Instant.now().minus(LEFTOVER_AGE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished)) {
            for (Path file : files) {
                removeIfOlder(file, limit);
            }
        }
    }

    private static void removeIfOlder(Path file, Instant limit) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                Files.delete(file);
            }
        } catch (NoSuchFileException goneMeanwhile) {
            // Its writer moved it, or another process removed it first: nothing is left to do.
        }
    }
}
