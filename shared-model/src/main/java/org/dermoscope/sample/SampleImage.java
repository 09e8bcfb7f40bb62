package org.dermoscope.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;

/**
 * One image of the sample before it is drawn.
 *
 * @param number 1 for the first image of the data set
 * @param lesionClass its diagnosis
 * @param lesion counts the lesions of a class from 0
 * @param view counts the images of a lesion from 0
 */
record SampleImage(int number, LesionClass lesionClass, int lesion, int view) {
    static final String HEADER = "lesion_id,image_id,dx,dx_type,age,sex,localization";

    private static final List<String> PLACES = List.of("back", "trunk", "face", "lower extremity", "upper extremity");

    /** All images of a data set, class by class; every third lesion has two images. */
    static List<SampleImage> of(SampleSpec spec) {
        List<SampleImage> images = new ArrayList<>();
        for (LesionClass lesionClass : LesionClass.all()) {
            int left = spec.images(lesionClass);
            for (int lesion = 0; left > 0; lesion++) {
                int views = Math.min(left, lesion % 3 == 0 ? 2 : 1);
                for (int view = 0; view < views; view++) {
                    images.add(new SampleImage(images.size() + 1, lesionClass, lesion, view));
                }
                left -= views;
            }
        }
        return images;
    }

    RgbImage draw(SampleSpec spec) {
        return spec.pictures().draw(lesionClass, spec.lesionSeed(lesionClass, lesion), view);
    }

    String imageId() {
        return String.format(Locale.ROOT, "SYNTHETIC_%05d", number);
    }

    String fileName() {
        return imageId() + ".jpg";
    }

    /** The row of the metadata file, in the columns of {@link #HEADER}. */
    String row() {
        String lesionId = String.format(Locale.ROOT, "SYNTHETIC_%s_%04d", lesionClass.code(), lesion);
        int age = 30 + 5 * ((lesion * 7 + lesionClass.index()) % 11);
        String sex = (lesion + lesionClass.index()) % 2 == 0 ? "female" : "male";
        String place = PLACES.get((lesion + 2 * lesionClass.index()) % PLACES.size());
        return String.join(",", lesionId, imageId(), lesionClass.code(), "synthetic", age + ".0", sex, place);
    }
}
