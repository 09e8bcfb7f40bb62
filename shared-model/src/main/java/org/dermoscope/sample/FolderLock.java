package org.dermoscope.sample;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps other threads and other processes from writing a folder at the same time; waits for them. The lock file stays,
 * for deleting it would let two processes lock different files of one name.
 */
final class FolderLock implements AutoCloseable {
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    /** Closing it releases the lock. */
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock; the folder need not exist, its parent is created. */
    static FolderLock beside(Path folder) throws IOException {
        Files.createDirectories(FolderSwap.parent(folder));
        IN_THIS_PROCESS.lock();
        try {
            return new FolderLock(locked(FolderSwap.sibling(folder, "lock")));
        } catch (IOException | RuntimeException e) {
            IN_THIS_PROCESS.unlock();
            throw e;
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }
}
