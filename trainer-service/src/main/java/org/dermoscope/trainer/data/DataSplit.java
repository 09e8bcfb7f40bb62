package org.dermoscope.trainer.data;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.taxonomy.LesionClass;

/**
 * The three parts of a data set, each in image-id order.
 *
 * @param hash SHA-256 over part names and image ids, lower-case hexadecimal: equal exactly when the parts are
 * @param leaky true when images of one lesion may be in several parts
 */
public record DataSplit(
        List<LesionRecord> training,
        List<LesionRecord> validation,
        List<LesionRecord> test,
        SplitConfig config,
        String hash,
        boolean leaky) {
    public DataSplit {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * Orders the parts and hashes them.
     *
     * @throws InvalidDataSetException if a part is empty
     */
    static DataSplit of(Map<Part, List<LesionRecord>> parts, SplitConfig config) {
        Map<Part, List<LesionRecord>> ordered = new LinkedHashMap<>();
        LineHash hash = new LineHash();
        for (Part part : Part.values()) {
            List<LesionRecord> records = parts.getOrDefault(part, List.of()).stream()
                    .sorted(Comparator.comparing(LesionRecord::imageId))
                    .toList();
            if (records.isEmpty()) {
                throw new InvalidDataSetException(
                        InvalidDataSetException.Problem.TOO_FEW_IMAGES,
                        "The data set has too few lesions to divide: the " + part.code() + " part would be empty;"
                                + " allowed: at least 3 lesions of some class");
            }
            records.forEach(r -> hash.add(part.code(), r.imageId()));
            ordered.put(part, records);
        }
        return new DataSplit(
                ordered.getOrDefault(Part.TRAINING, List.of()),
                ordered.getOrDefault(Part.VALIDATION, List.of()),
                ordered.getOrDefault(Part.TEST, List.of()),
                config,
                hash.hex(),
                config.by() == SplitConfig.By.IMAGE);
    }

    public List<LesionRecord> records(Part part) {
        return switch (part) {
            case TRAINING -> training;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /** Images by part ({@code training}, {@code validation}, {@code test}) and class code, zeros included, in order. */
    public Map<String, Map<String, Integer>> counts() {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            Map<String, Integer> byClass = new LinkedHashMap<>();
            LesionClass.codes().forEach(code -> byClass.put(code, 0));
            records(part).forEach(r -> byClass.merge(r.label().code(), 1, Integer::sum));
            counts.put(part.code(), byClass);
        }
        return counts;
    }
}
