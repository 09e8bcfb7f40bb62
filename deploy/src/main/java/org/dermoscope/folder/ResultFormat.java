package org.dermoscope.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What results can be written as; a file's name ends with the format's. */
public enum ResultFormat {
    CSV {
        @Override
        ResultWriter open(Path file) throws IOException {
            return new CsvResults(file);
        }
    },
    PARQUET {
        @Override
        ResultWriter open(Path file) throws IOException {
            return new ParquetResults(file);
        }
    };

    /** Creates or replaces the file. */
    abstract ResultWriter open(Path file) throws IOException;

    /** By the end of the name; empty for another. */
    public static Optional<ResultFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.extension()))
                .findFirst();
    }

    /** With the dot. */
    public static List<String> extensions() {
        return Arrays.stream(values()).map(ResultFormat::extension).toList();
    }

    private String extension() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
