package org.dermoscope.trainer.data;

import java.nio.file.Path;
import org.dermoscope.architecture.Ranges;
import org.jspecify.annotations.Nullable;

/**
 * Where the images come from: exactly one of the two.
 *
 * @param path of a HAM10000 folder
 * @param sample true for the generated sample
 * @param maxMissingShare share of metadata rows without an image up to which a run goes on, 0..1
 */
public record DataConfig(@Nullable String path, boolean sample, double maxMissingShare) {
    public DataConfig {
        Ranges.requireWithin("data.max_missing_share", maxMissingShare, 0, 1);
        if (sample == (path != null)) {
            throw new IllegalArgumentException("data needs exactly one of path and sample: true; got path "
                    + (path == null ? "none" : "'" + path + "'") + " and sample " + sample);
        }
    }

    /** As others may see it: of the path only the folder's name, which says nothing of the machine. */
    public DataConfig published() {
        return path == null
                ? this
                : new DataConfig(String.valueOf(Path.of(path).getFileName()), sample, maxMissingShare);
    }
}
