package org.dermoscope.sample;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The content of the marker file, in JSON.
 *
 * @param description says that the images are synthetic
 * @param version of the generator; another version draws other pictures
 * @param imagesPerClass see {@link SampleSpec}
 * @param seed see {@link SampleSpec}
 * @param width of the pictures, in pixels
 * @param height of the pictures, in pixels
 * @param images number of image files
 * @param sha256 over the metadata file and the image files, in hexadecimal
 */
record SampleMarker(
        String description,
        int version,
        @JsonProperty("images_per_class") int imagesPerClass,
        long seed,
        int width,
        int height,
        int images,
        String sha256) {
    static final String FILE = "dermoscope-sample.json";

    private static final String DESCRIPTION =
            "synthetic sample: drawn by a program, shows no real lesions," + " for trying the software only";
    private static final int VERSION = 1;

    static SampleMarker of(SampleSpec spec, String sha256) {
        return new SampleMarker(
                DESCRIPTION,
                VERSION,
                spec.imagesPerClass(),
                spec.seed(),
                spec.pictures().width(),
                spec.pictures().height(),
                spec.images(),
                sha256);
    }
}
