package org.dermoscope.trainer.data;

import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.CONTRADICTING_LESION;
import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.DUPLICATE_IMAGE;
import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.METADATA_EMPTY_FIELD;
import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.METADATA_MALFORMED;
import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.TOO_FEW_IMAGES;
import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.UNKNOWN_CLASS;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Reads the metadata file of HAM10000: UTF-8 with or without byte order mark, comma or tab, fields quoted or not, any
 * line ends, columns in any order and more of them than the three that are needed; of the others {@code dx_type},
 * {@code age}, {@code sex} and {@code localization} are read. The first row that is wrong ends the
 * reading with an {@link InvalidDataSetException} that names file, row and value. Not thread-safe; one object a file.
 */
public final class MetadataCsv {
    private final Path file;
    private final Map<String, MetadataRow> byImage = new HashMap<>();
    private final Map<String, MetadataRow> byLesion = new HashMap<>();

    private MetadataCsv(Path file) {
        this.file = file;
    }

    /**
     * The rows in file order, at least one; image ids are unique and each lesion has one diagnosis.
     *
     * @throws InvalidDataSetException if a row or the header is not as it must be
     */
    public static List<MetadataRow> read(Path file) {
        return new MetadataCsv(file).rows();
    }

    private List<MetadataRow> rows() {
        String text = text();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(false)
                .get();
        List<MetadataRow> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                throw problem(METADATA_MALFORMED, 1, "the file is empty; allowed: a header and one row an image");
            }
            MetadataHeader header = MetadataHeader.of(file, records.next());
            while (records.hasNext()) {
                CSVRecord values = records.next();
                if (values.size() > 1 || !values.get(0).isBlank()) {
                    rows.add(row(header, values));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidDataSetException(
                    METADATA_MALFORMED, file + ": not readable as CSV (" + lastRow(rows) + "): " + e.getMessage(), e);
        }
        if (rows.isEmpty()) {
            throw new InvalidDataSetException(TOO_FEW_IMAGES, file + " has a header and no rows; allowed: at least 1");
        }
        return rows;
    }

    private String text() {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidDataSetException(METADATA_MALFORMED, file + " is not UTF-8 text; allowed: UTF-8", e);
        } catch (IOException e) {
            throw new InvalidDataSetException(METADATA_MALFORMED, file + " cannot be read", e);
        }
    }

    /** A tab if the header holds one, otherwise a comma. */
    private static char delimiter(String text) {
        return text.lines().findFirst().orElse("").contains("\t") ? '\t' : ',';
    }

    private MetadataRow row(MetadataHeader header, CSVRecord values) {
        long number = values.getRecordNumber();
        if (values.size() != header.columns()) {
            throw problem(
                    METADATA_MALFORMED,
                    number,
                    "the row has " + values.size() + " fields; allowed: " + header.columns() + " as in the header");
        }
        String imageId = required(values, header.imageId(), "image_id");
        String lesionId = required(values, header.lesionId(), "lesion_id");
        String code = required(values, header.dx(), "dx");
        if (!LesionClass.codes().contains(code)) {
            throw problem(UNKNOWN_CLASS, number, "dx is '" + code + "'; allowed: " + LesionClass.codes());
        }
        MetadataRow row =
                new MetadataRow(number, imageId, lesionId, LesionClass.ofCode(code), attributes(header, values));
        requireConsistent(row);
        return row;
    }

    private LesionAttributes attributes(MetadataHeader header, CSVRecord values) {
        try {
            return new LesionAttributes(
                    known(optional(values, header.sex())),
                    LesionAttributes.ageBand(optional(values, header.age())),
                    known(optional(values, header.site())),
                    known(optional(values, header.dxType())));
        } catch (IllegalArgumentException e) {
            throw problem(METADATA_MALFORMED, values.getRecordNumber(), String.valueOf(e.getMessage()));
        }
    }

    private static String optional(CSVRecord values, int column) {
        return column == MetadataHeader.ABSENT ? "" : values.get(column).strip().toLowerCase(Locale.ROOT);
    }

    private static String known(String value) {
        return value.isEmpty() ? LesionAttributes.UNKNOWN : value;
    }

    private String required(CSVRecord values, int column, String name) {
        String value = values.get(column).strip();
        if (value.isEmpty()) {
            throw problem(
                    METADATA_EMPTY_FIELD, values.getRecordNumber(), name + " is empty; allowed: a value in each row");
        }
        return value;
    }

    private void requireConsistent(MetadataRow row) {
        MetadataRow same = byImage.putIfAbsent(row.imageId(), row);
        if (same != null) {
            throw problem(
                    DUPLICATE_IMAGE,
                    row.row(),
                    "image_id '" + row.imageId() + "' is already in row " + same.row() + "; allowed: once");
        }
        MetadataRow lesion = byLesion.putIfAbsent(row.lesionId(), row);
        if (lesion != null && lesion.label() != row.label()) {
            throw problem(
                    CONTRADICTING_LESION,
                    row.row(),
                    "lesion_id '" + row.lesionId() + "' has dx '" + row.label().code() + "' but in row " + lesion.row()
                            + " '" + lesion.label().code() + "'; allowed: one diagnosis a lesion");
        }
    }

    private InvalidDataSetException problem(InvalidDataSetException.Problem problem, long row, String message) {
        return new InvalidDataSetException(problem, file + ", row " + row + ": " + message);
    }

    private static String lastRow(List<MetadataRow> rows) {
        return rows.isEmpty()
                ? "in or near row 1"
                : "after row " + rows.get(rows.size() - 1).row();
    }
}
