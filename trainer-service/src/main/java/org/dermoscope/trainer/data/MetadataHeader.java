package org.dermoscope.trainer.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;

/** Positions of the columns, from 0, of the optional ones or {@link #ABSENT}, and the number of columns in all. */
record MetadataHeader(int columns, int imageId, int lesionId, int dx, int dxType, int age, int sex, int site) {
    /** The position of an optional column that is not there. */
    static final int ABSENT = -1;

    static MetadataHeader of(Path file, CSVRecord header) {
        List<String> names =
                header.stream().map(n -> n.strip().toLowerCase(Locale.ROOT)).toList();
        return new MetadataHeader(
                names.size(),
                position(file, names, "image_id"),
                position(file, names, "lesion_id"),
                position(file, names, "dx"),
                optional(file, names, "dx_type"),
                optional(file, names, "age"),
                optional(file, names, "sex"),
                optional(file, names, "localization"));
    }

    private static int optional(Path file, List<String> names, String name) {
        return names.contains(name) ? position(file, names, name) : ABSENT;
    }

    private static int position(Path file, List<String> names, String name) {
        int first = names.indexOf(name);
        if (first < 0 || first != names.lastIndexOf(name)) {
            throw new InvalidDataSetException(
                    InvalidDataSetException.Problem.METADATA_COLUMN,
                    file + ", row 1: the header " + (first < 0 ? "lacks" : "repeats") + " the column '" + name
                            + "'; found: " + names + "; needed once each: [image_id, lesion_id, dx], at most once each:"
                            + " [dx_type, age, sex, localization], separated by comma or tab");
        }
        return first;
    }
}
