package org.dermoscope.taxonomy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The seven diagnoses of HAM10000, in the order of the network's outputs. The only class table of the platform:
 * training labels, manifests and answers all take code, name and index from here.
 */
public enum LesionClass {
    AKIEC("akiec", "Actinic keratoses"),
    BCC("bcc", "Basal cell carcinoma"),
    BKL("bkl", "Benign keratosis-like lesions"),
    DF("df", "Dermatofibroma"),
    MEL("mel", "Melanoma"),
    NV("nv", "Melanocytic nevi"),
    VASC("vasc", "Vascular lesions");

    /** Number of classes, the length of every probability vector. */
    public static final int COUNT = values().length;

    private static final List<LesionClass> ALL = List.of(values());
    private static final List<String> CODES =
            Arrays.stream(values()).map(LesionClass::code).toList();

    private final String code;
    private final String displayName;

    LesionClass(String code, String displayName) {
        this.code = code;
        this.displayName = displayName;
    }

    /** The {@code dx} value of the metadata file, for example {@code mel}. */
    public String code() {
        return code;
    }

    public String displayName() {
        return displayName;
    }

    /** Position in probability vectors, 0..6. */
    public int index() {
        return ordinal();
    }

    /** All classes in index order. */
    public static List<LesionClass> all() {
        return ALL;
    }

    /** All codes in index order: the class order that travels in every manifest. */
    public static List<String> codes() {
        return CODES;
    }

    public static LesionClass ofIndex(int index) {
        if (index < 0 || index >= COUNT) {
            throw new IllegalArgumentException("Class index " + index + " is outside 0.." + (COUNT - 1));
        }
        return ALL.get(index);
    }

    /** @throws IllegalArgumentException if the code is not one of {@link #codes()}; case counts */
    public static LesionClass ofCode(String code) {
        return ALL.stream()
                .filter(c -> c.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown diagnosis '" + code + "'; known: "
                        + CODES.stream().collect(Collectors.joining(", ", "[", "]"))));
    }
}
