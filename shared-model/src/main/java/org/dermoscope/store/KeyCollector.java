package org.dermoscope.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Collects the keys of the regular files in a tree, whatever is deleted meanwhile. */
final class KeyCollector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<ArtifactKey> keys = new ArrayList<>();

    KeyCollector(Path root) {
        this.root = root;
    }

    List<ArtifactKey> sorted() {
        return keys.stream().sorted().toList();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String key = StreamSupport.stream(root.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
        if (attributes.isRegularFile() && ArtifactKey.isValid(key)) {
            keys.add(new ArtifactKey(key));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        return continueIfDeleted(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        return failure == null ? FileVisitResult.CONTINUE : continueIfDeleted(failure);
    }

    private static FileVisitResult continueIfDeleted(IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }
}
