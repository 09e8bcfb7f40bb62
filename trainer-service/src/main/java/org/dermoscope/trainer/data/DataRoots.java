package org.dermoscope.trainer.data;

import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.DATA_PATH_NOT_FOUND;
import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.DATA_PATH_OUTSIDE_ROOTS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folders under which data sets may lie: whoever can post a job must not make the trainer read elsewhere. Immutable
 * and thread-safe.
 */
public final class DataRoots {
    private final List<Path> roots;

    /** @param roots may be relative to the working directory; one that does not exist (yet) allows nothing */
    public DataRoots(List<Path> roots) {
        this.roots = roots.stream().map(r -> r.toAbsolutePath().normalize()).toList();
    }

    public List<Path> roots() {
        return roots;
    }

    /**
     * The folder with all symbolic links resolved.
     *
     * @param path of an existing folder in one of the roots or a root itself; relative to the working directory
     * @throws InvalidDataSetException if it lies outside the roots, or lies inside and is no folder. Of a path outside
     *     nothing is said on whether it exists
     */
    public Path resolve(String path) {
        Path asked = parse(path);
        @Nullable Path real = real(asked);
        Path nearest = asked;
        while (real == null && nearest.getParent() != null) {
            nearest = nearest.getParent();
            real = real(nearest);
        }
        if (real == null || !isUnderRoot(real)) {
            throw new InvalidDataSetException(
                    DATA_PATH_OUTSIDE_ROOTS,
                    "Data path '" + path + "' lies outside the data roots; allowed: a folder under one of " + roots);
        }
        if (!nearest.equals(asked) || !Files.isDirectory(real)) {
            throw new InvalidDataSetException(
                    DATA_PATH_NOT_FOUND, "Data path '" + path + "' is not an existing folder; allowed: a folder");
        }
        return real;
    }

    private static Path parse(String path) {
        try {
            if (!path.isBlank()) {
                return Path.of(path).toAbsolutePath();
            }
        } catch (InvalidPathException e) {
            throw new InvalidDataSetException(DATA_PATH_NOT_FOUND, "Data path '" + path + "' is not a path", e);
        }
        throw new InvalidDataSetException(DATA_PATH_NOT_FOUND, "Data path is empty; allowed: a folder");
    }

    private boolean isUnderRoot(Path real) {
        return roots.stream().map(DataRoots::real).anyMatch(root -> root != null && real.startsWith(root));
    }

    private static @Nullable Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException | SecurityException e) {
            return null;
        }
    }
}
