package org.dermoscope.store;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which file a key means, and the folders that come and go with keys.
 *
 * @param root absolute, symbolic links resolved
 */
record StoreFolder(Path root) {
    /** The largest piece in which a file is read: the JDK keeps a native buffer of that size for every thread that reads. */
    private static final int READ_BYTES = 1 << 16;

    /** The store's own folder in the root. No key can name it: '~' is not a letter of keys. */
    static final String RESERVED = "~store";

    static StoreFolder open(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
        }
        return new StoreFolder(root.toRealPath());
    }

    /** A folder of the store's own, created where it is missing. */
    Path own(String name) throws IOException {
        requireRoot();
        return Files.createDirectories(ownPath(name));
    }

    Path ownPath(String name) {
        return root.resolve(RESERVED).resolve(name);
    }

    /** @throws java.nio.file.NoSuchFileException if there is none */
    byte[] read(ArtifactKey key) throws IOException {
        try (FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ)) {
            byte[] content = new byte[Math.toIntExact(channel.size())];
            int end = 0;
            int got = 0;
            while (end < content.length && got >= 0) {
                got = channel.read(ByteBuffer.wrap(content, end, Math.min(READ_BYTES, content.length - end)));
                end += Math.max(0, got);
            }
            return end == content.length ? content : Arrays.copyOf(content, end);
        }
    }

    /** The file of the key, which need not exist. Refuses one that is, or lies behind, a symbolic link. */
    Path file(ArtifactKey key) throws IOException {
        requireRoot();
        Path file = root;
        for (String segment : key.value().split("/", -1)) {
            file = file.resolve(segment);
            if (Files.isSymbolicLink(file)) {
                throw new FileSystemException(
                        file.toString(), null, "is a symbolic link, and the store does not follow those");
            }
        }
        return file;
    }

    boolean holds(ArtifactKey key) throws IOException {
        return Files.isRegularFile(file(key), LinkOption.NOFOLLOW_LINKS);
    }

    /** The keys that start with {@code prefix + "/"}, in key order. */
    List<ArtifactKey> keysBelow(ArtifactKey prefix) throws IOException {
        KeyCollector collector = new KeyCollector(root);
        Path start = file(prefix);
        if (Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(start, collector);
        }
        return collector.sorted();
    }

    /** Creates the folders above the key's file and makes sure that no folder has its name. Under the write lock. */
    Path makeRoom(ArtifactKey key) throws IOException {
        Path file = file(key);
        for (Path parent : foldersAbove(file)) {
            if (Files.isRegularFile(parent, LinkOption.NOFOLLOW_LINKS)) {
                throw conflict(root.relativize(parent) + " is an object");
            }
        }
        Files.createDirectories(file.getParent());
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            deleteEmptyTree(file);
        }
        return file;
    }

    /** Deletes the key's file, if there is one, and the folders that it leaves empty. Under the write lock. */
    void remove(ArtifactKey key) throws IOException {
        if (!holds(key)) {
            return;
        }
        Path file = file(key);
        Files.delete(file);
        for (Path parent : foldersAbove(file)) {
            if (!deleteIfEmpty(parent)) {
                force(parent);
                return;
            }
        }
        force(root);
    }

    /** Makes a renaming, and new folders above it, outlast a power failure. Under the write lock. */
    void forceFoldersOf(Path file) throws IOException {
        for (Path parent : foldersAbove(file)) {
            force(parent);
        }
        force(root);
    }

    /** The folders between a file and the root, without the root, the deepest first. */
    private List<Path> foldersAbove(Path file) {
        Path relative = root.relativize(file);
        return IntStream.range(1, relative.getNameCount())
                .mapToObj(depth -> root.resolve(relative.subpath(0, depth)))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static void force(Path directory) throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows opens no folder as a file, and NTFS journals renames by itself.
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Empty folders remain where a writer crashed before its rename. */
    private void deleteEmptyTree(Path tree) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(tree)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw conflict(root.relativize(tree) + " is a prefix of other keys");
            }
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private static boolean deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.delete(directory);
            return true;
        } catch (DirectoryNotEmptyException inUse) {
            return false;
        }
    }

    private FileAlreadyExistsException conflict(String what) {
        return new FileAlreadyExistsException(
                root.toString(), null, what + ", and a key cannot be both an object and a prefix");
    }

    /** Without this an unmounted volume would look like an empty store, and a write would fill its mount point. */
    private void requireRoot() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
    }
}
