package org.dermoscope.trainer.data;

import java.util.Collection;
import java.util.regex.Pattern;

/** The licence of a data set as far as it is known; stated beside weights trained on it. */
public final class DataLicence {
    public static final String HAM10000 = "CC BY-NC 4.0 (HAM10000; Tschandl P., Rosendahl C., Kittler H.,"
            + " Scientific Data 5, 180161, 2018): attribution, non-commercial use only";
    public static final String SAMPLE = "Apache-2.0, generated";
    public static final String UNKNOWN = "unknown, see the data's source";

    private static final Pattern HAM_LESION = Pattern.compile("HAM_\\d{7}");
    private static final Pattern ISIC_IMAGE = Pattern.compile("ISIC_\\d{7}");

    private DataLicence() {}

    /**
     * HAM10000's licence if any row carries ids in the form that HAM10000 gives to its lesions and images; a mixture
     * stays under its conditions. Otherwise {@link #UNKNOWN}: nothing is claimed about other data.
     */
    static String of(Collection<MetadataRow> rows) {
        boolean ham = rows.stream()
                .anyMatch(r -> HAM_LESION.matcher(r.lesionId()).matches()
                        && ISIC_IMAGE.matcher(r.imageId()).matches());
        return ham ? HAM10000 : UNKNOWN;
    }
}
