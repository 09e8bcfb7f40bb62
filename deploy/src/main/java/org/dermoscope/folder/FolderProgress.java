package org.dermoscope.folder;

/**
 * How far a folder is.
 *
 * @param done files with a row
 * @param total files of the folder
 * @param bad of those done
 * @param imagesPerSecond of this process, 0 before its first
 */
public record FolderProgress(long done, long total, long bad, double imagesPerSecond) {
    /** Until all are done at this speed; negative if that is not known. */
    public long secondsLeft() {
        return imagesPerSecond > 0 ? Math.round((total - done) / imagesPerSecond) : -1;
    }
}
