package org.dermoscope.trainer.data;

/**
 * What the metadata tell of an image beside its diagnosis; used to evaluate by subgroup, never to train. Each is
 * {@value #UNKNOWN} where the metadata do not say.
 *
 * @param sex as it is written, in lower case
 * @param ageBand see {@link #ageBand}
 * @param bodySite column {@code localization}, in lower case
 * @param confirmation how the diagnosis was confirmed, column {@code dx_type}, in lower case
 */
public record LesionAttributes(String sex, String ageBand, String bodySite, String confirmation) {
    public static final String UNKNOWN = "unknown";
    public static final LesionAttributes NONE = new LesionAttributes(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

    private static final int OLDEST = 130;

    /**
     * One of {@code 0-29, 30-44, 45-59, 60-74, 75+} and {@value #UNKNOWN}.
     *
     * @param years a number, or empty, {@code unknown}, {@code na} or {@code nan}
     * @throws IllegalArgumentException if it is anything else or not within 0..130
     */
    static String ageBand(String years) {
        if (years.isEmpty() || years.equals(UNKNOWN) || years.equals("na") || years.equals("nan")) {
            return UNKNOWN;
        }
        double age = number(years);
        if (!(age >= 0 && age <= OLDEST)) {
            throw new IllegalArgumentException("age is '" + years + "'; allowed: 0.." + OLDEST + " or empty");
        }
        if (age < 30) {
            return "0-29";
        }
        if (age < 45) {
            return "30-44";
        }
        if (age < 60) {
            return "45-59";
        }
        return age < 75 ? "60-74" : "75+";
    }

    private static double number(String years) {
        try {
            return Double.parseDouble(years);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("age is '" + years + "'; allowed: 0.." + OLDEST + " or empty", e);
        }
    }
}
