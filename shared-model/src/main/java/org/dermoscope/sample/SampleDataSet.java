package org.dermoscope.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;

/**
 * The synthetic sample as a folder like HAM10000's: {@code HAM10000_metadata.csv}, {@code images/*.jpg} and a marker
 * file that says what it is. Thread-safe, also against other processes that write the same folder.
 */
public final class SampleDataSet {
    /** Name of the marker file; a folder that holds it is a synthetic sample. */
    public static final String MARKER_FILE = SampleMarker.FILE;

    private SampleDataSet() {}

    /** Whether the folder is a sample that this class wrote, of any version. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(MARKER_FILE));
    }

    /**
     * Makes the folder hold the sample. Does nothing where the very sample is there already, as its marker and the hash
     * over its files say; replaces another or a damaged sample; the folder appears complete or not at all. A lock file
     * {@code .NAME.lock} stays beside it.
     *
     * @param folder absent, empty or an earlier sample
     * @return whether it was written now
     * @throws IOException if it cannot be written, or if the folder holds something else
     */
    public static boolean write(Path folder, SampleSpec spec) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        if (new SampleFiles(target, spec).areComplete()) {
            return false;
        }
        FolderSwap swap = new FolderSwap(target);
        try (FolderLock lock = FolderLock.beside(target)) {
            if (new SampleFiles(target, spec).areComplete()) {
                return false;
            }
            if (!isIn(target) && swap.targetHasFiles()) {
                throw new IOException("Folder " + target + " holds files but no " + MARKER_FILE
                        + "; allowed for the sample: a folder that is absent, empty or an earlier sample");
            }
            new SampleFiles(swap.prepare(), spec).create();
            swap.commit();
        }
        return true;
    }

    /** A picture of a lesion that no data set of this seed contains. */
    public static RgbImage heldOutImage(LesionClass lesionClass, SampleSpec spec) {
        return spec.pictures().draw(lesionClass, spec.lesionSeed(lesionClass, -1), 0);
    }

    /** {@link #heldOutImage} as a JPEG file, encoded like the images of the data set. */
    public static byte[] heldOutJpeg(LesionClass lesionClass, SampleSpec spec) throws IOException {
        return Jpeg.encode(heldOutImage(lesionClass, spec));
    }
}
