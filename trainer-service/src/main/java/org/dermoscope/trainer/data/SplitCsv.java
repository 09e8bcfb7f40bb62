package org.dermoscope.trainer.data;

import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.SPLIT_MISMATCH;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code split.csv}: which image went into which part, one row an image in the order training, validation, test and
 * image id, columns {@code image_id,lesion_id,dx,part}, lines ended by {@code \n}. Stateless.
 */
public final class SplitCsv {
    private static final String[] COLUMNS = {"image_id", "lesion_id", "dx", "part"};
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private SplitCsv() {}

    public static String write(DataSplit split) {
        StringBuilder text = new StringBuilder();
        text.append(FORMAT.format((Object[]) COLUMNS)).append('\n');
        for (Part part : Part.values()) {
            for (LesionRecord r : split.records(part)) {
                text.append(FORMAT.format(r.imageId(), r.lesionId(), r.label().code(), part.code()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /**
     * The saved split over the images of a data set.
     *
     * @param catalog the located images; exactly those of the split, in any order
     * @param config that the split was made with
     * @throws InvalidDataSetException if the text is no such file, or an image is in one of the two only, or has
     *     another lesion or class
     */
    public static DataSplit read(String csv, List<LesionRecord> catalog, SplitConfig config) {
        Map<String, LesionRecord> left = new HashMap<>();
        catalog.forEach(r -> left.put(r.imageId(), r));
        Map<Part, List<LesionRecord>> parts = new EnumMap<>(Part.class);
        CSVFormat format =
                FORMAT.builder().setHeader(COLUMNS).setSkipHeaderRecord(true).get();
        try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
            for (CSVRecord row : parser) {
                if (row.size() != COLUMNS.length) {
                    throw mismatch(row, "has " + row.size() + " fields; allowed: " + List.of(COLUMNS));
                }
                @Nullable LesionRecord lesion = left.remove(row.get("image_id"));
                if (lesion == null
                        || !lesion.lesionId().equals(row.get("lesion_id"))
                        || !lesion.label().code().equals(row.get("dx"))) {
                    throw mismatch(row, "is " + row.toList() + "; the data set has " + lesion);
                }
                parts.computeIfAbsent(part(row), p -> new ArrayList<>()).add(lesion);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidDataSetException(SPLIT_MISMATCH, "The saved split is not readable as CSV", e);
        }
        if (!left.isEmpty()) {
            throw new InvalidDataSetException(
                    SPLIT_MISMATCH,
                    left.size() + " images of the data set are not in the saved split, for example "
                            + left.keySet().iterator().next());
        }
        return DataSplit.of(parts, config);
    }

    private static Part part(CSVRecord row) {
        String code = row.get("part");
        return Stream.of(Part.values())
                .filter(p -> p.code().equals(code))
                .findFirst()
                .orElseThrow(() -> mismatch(row, "has part '" + code + "'; allowed: training, validation, test"));
    }

    private static InvalidDataSetException mismatch(CSVRecord row, String message) {
        return new InvalidDataSetException(
                SPLIT_MISMATCH, "The saved split does not fit: row " + (row.getRecordNumber() + 1) + " " + message);
    }
}
