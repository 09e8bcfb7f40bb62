package org.dermoscope.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes a folder beside its place and renames it when it is complete. To be used under a {@link FolderLock}. */
final class FolderSwap {
    private final Path target;
    private final Path part;
    private final Path old;

    FolderSwap(Path target) {
        this.target = target;
        this.part = sibling(target, "part");
        this.old = sibling(target, "old");
    }

    static Path parent(Path folder) {
        return Objects.requireNonNull(folder.getParent(), () -> "Folder " + folder + " has no parent folder");
    }

    /** A hidden name beside the folder. */
    static Path sibling(Path folder, String suffix) {
        return parent(folder).resolve("." + folder.getFileName() + "." + suffix);
    }

    boolean targetHasFiles() throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(target)) {
            return entries.findAny().isPresent();
        }
    }

    /** An empty folder beside the target; what an interrupted run left there goes. */
    Path prepare() throws IOException {
        deleteTree(part);
        deleteTree(old);
        return Files.createDirectory(part);
    }

    /** Puts the prepared folder in the target's place. */
    void commit() throws IOException {
        if (Files.exists(target)) {
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        deleteTree(old);
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(root)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
