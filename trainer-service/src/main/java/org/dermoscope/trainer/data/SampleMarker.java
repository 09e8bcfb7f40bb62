package org.dermoscope.trainer.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the generated sample from other data by the marker file that its generator leaves in the folder. */
final class SampleMarker {
    static final String DISPLAY_NAME = "synthetic sample";
    private static final String FILE = "dermoscope-sample.json";

    private SampleMarker() {}

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }
}
