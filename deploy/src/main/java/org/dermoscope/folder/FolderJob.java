package org.dermoscope.folder;

import java.nio.file.Path;

/**
 * What is to be classified, and where the rows go.
 *
 * @param folder absolute
 * @param output absolute; its name ends with the format's extension
 * @param threads that decode and classify at the same time, at least 1
 */
public record FolderJob(Path folder, Path output, ResultFormat format, int threads) {
    /** Rows that are finished, until the results are. */
    public Path journal() {
        return beside(".journal");
    }

    /** The folder's files in the order of the rows. */
    Path list() {
        return beside(".files");
    }

    /** Results that are being written. */
    Path unfinished() {
        return beside(".part");
    }

    private Path beside(String suffix) {
        return output.resolveSibling("." + output.getFileName() + suffix);
    }
}
