package org.dermoscope.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion of everything that changes a store folder, between threads and between processes. One lock for all
 * keys: what is done under it takes milliseconds, and folders come and go with keys, so locks per key would not suffice.
 */
final class WriteLock {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 1;

    private final StoreFolder folder;
    private final Object monitor;

    WriteLock(StoreFolder folder) {
        this.folder = folder;
        // An interned string is one object for the whole JVM, whatever the class loader and whatever the instance. It
        // must be so because a process loses a POSIX lock as soon as it closes any channel on the file.
        this.monitor = ("org.dermoscope.store.lock:" + folder.root()).intern();
    }

    /** Runs the action while nobody else changes the folder. The action must not call this again. */
    <T> T holding(IoAction<T> action) throws IOException {
        // Never removed: two processes could each lock their own file of that name.
        Path file = folder.own("lock").resolve("write.lock");
        synchronized (monitor) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                acquire(channel, file);
                return action.run();
            }
        }
    }

    /** The lock ends with the channel, and with the process if that crashes. */
    private static void acquire(FileChannel channel, Path file) throws IOException {
        long start = System.nanoTime();
        @Nullable FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException("another process has held %s for more than %d s, at most that is allowed"
                        .formatted(file, PATIENCE.toSeconds()));
            }
            pause();
            lock = channel.tryLock();
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another process held the write lock");
        }
    }
}
