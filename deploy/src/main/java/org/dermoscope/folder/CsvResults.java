package org.dermoscope.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dermoscope.taxonomy.LesionClass;

/** Rows as RFC 4180 with a header, in UTF-8; what a row does not have is empty. */
final class CsvResults implements ResultWriter {
    private final CSVPrinter printer;

    CsvResults(Path file) throws IOException {
        String[] header = Stream.of(
                        Stream.of("file", "class_code", "class_name", "confidence"),
                        LesionClass.codes().stream().map(code -> "probability_" + code),
                        Stream.of("abstained", "abstention_reason", "melanoma_alert", "model", "code", "error"))
                .flatMap(names -> names)
                .toArray(String[]::new);
        printer = CSVFormat.RFC4180
                .builder()
                .setHeader(header)
                .get()
                .print(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    }

    @Override
    public void write(ClassifiedFile row) throws IOException {
        printer.print(row.file());
        printer.print(row.classCode());
        printer.print(row.className());
        printer.print(row.confidence());
        for (int i = 0; i < LesionClass.COUNT; i++) {
            printer.print(row.isBad() ? null : row.probabilities().get(i));
        }
        printer.print(row.abstained());
        printer.print(row.abstentionReason());
        printer.print(row.melanomaAlert());
        printer.print(row.model());
        printer.print(row.code());
        printer.print(row.error());
        printer.println();
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }
}
