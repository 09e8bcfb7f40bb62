package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.InvalidDataSetException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataCsvTest {
    private static final String HEADER = "lesion_id,image_id,dx,dx_type,age,sex,localization\n";
    private static final String GOOD = HEADER + "HAM_1,ISIC_1,mel,histo,80.0,male,scalp\n";

    @TempDir
    Path folder;

    static Stream<String> asDistributed() {
        return Stream.of(
                GOOD + "HAM_2,ISIC_2,nv,histo,,unknown,face\n",
                "lesion_id,image_id,dx,dx_type,age,sex,localization,dataset\n"
                        + "HAM_1,ISIC_1,mel,histo,80.0,male,scalp,vidir_modern\n"
                        + "HAM_2,ISIC_2,nv,histo,,unknown,face,rosendahl\n",
                "\uFEFF" + GOOD + "HAM_2,ISIC_2,nv,histo,,unknown,face\n",
                (GOOD + "HAM_2,ISIC_2,nv,histo,,unknown,face\n").replace("\n", "\r\n"),
                (GOOD + "HAM_2,ISIC_2,nv,histo,,unknown,face").replace(",", "\t"),
                "\"lesion_id\"\t\"image_id\"\t\"dx\"\t\"age\"\n\"HAM_1\"\t\"ISIC_1\"\t\"mel\"\t80.0\n"
                        + "\"HAM_2\"\t\"ISIC_2\"\t\"nv\"\t\n",
                "\uFEFF\"lesion_id\",\"image_id\",\"dx\",\"localization\"\r\nHAM_1,ISIC_1,\"mel\",\"scalp, left\"\r\n"
                        + "HAM_2,ISIC_2,nv,\"said \"\"here\"\"\"\r\n",
                "dx, IMAGE_ID ,lesion_id\nmel, ISIC_1,HAM_1 \n\nnv,ISIC_2,HAM_2\n\n");
    }

    @ParameterizedTest
    @MethodSource("asDistributed")
    void everyFormOfTheFileGivesTheSameRows(String text) {
        assertThat(MetadataCsv.read(file(text)))
                .extracting(MetadataRow::imageId, MetadataRow::lesionId, MetadataRow::label)
                .containsExactly(tuple("ISIC_1", "HAM_1", LesionClass.MEL), tuple("ISIC_2", "HAM_2", LesionClass.NV));
    }

    @ParameterizedTest
    @EnumSource(LesionClass.class)
    void everyDiagnosisCodeBecomesItsClassIndex(LesionClass label) {
        List<String> indexOrder = List.of("akiec", "bcc", "bkl", "df", "mel", "nv", "vasc");

        MetadataRow row = MetadataCsv.read(file(HEADER + "HAM_1,ISIC_1," + label.code() + ",histo,80.0,male,scalp\n"))
                .get(0);

        assertThat(indexOrder.get(row.label().index())).isEqualTo(label.code());
    }

    @Test
    void whatElseIsKnownOfAnImageIsReadWhereItIsThere() {
        List<MetadataRow> rows = MetadataCsv.read(file(GOOD + "HAM_2,ISIC_2,nv,consensus,,,\n"));

        assertThat(rows)
                .extracting(MetadataRow::attributes)
                .containsExactly(
                        new LesionAttributes("male", "75+", "scalp", "histo"),
                        new LesionAttributes("unknown", "unknown", "unknown", "consensus"));
        assertThat(MetadataCsv.read(file("lesion_id,image_id,dx\nHAM_1,ISIC_1,mel\n"))
                        .get(0)
                        .attributes())
                .isEqualTo(LesionAttributes.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0-29", "29.9, 0-29", "30, 30-44", "45.0, 45-59", "60, 60-74", "75, 75+", "nan, unknown"})
    void agesFallIntoBands(String age, String band) {
        assertThat(LesionAttributes.ageBand(age)).isEqualTo(band);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(
                        HEADER + "HAM_1,ISIC_1,mel,histo,old,male,scalp\n",
                        Problem.METADATA_MALFORMED,
                        "row 2",
                        "age is 'old'"),
                Arguments.of(
                        HEADER + "HAM_1,ISIC_1,mel,histo,-3,male,scalp\n",
                        Problem.METADATA_MALFORMED,
                        "row 2",
                        "allowed: 0..130 or empty"),
                Arguments.of("", Problem.METADATA_MALFORMED, "row 1", "empty"),
                Arguments.of(HEADER, Problem.TOO_FEW_IMAGES, "no rows", "at least 1"),
                Arguments.of(
                        "lesion_id,image_id\nHAM_1,ISIC_1\n",
                        Problem.METADATA_COLUMN,
                        "lacks the column 'dx'",
                        "row 1"),
                Arguments.of(
                        "lesion_id;image_id;dx\nH;I;mel\n",
                        Problem.METADATA_COLUMN,
                        "lesion_id;image_id;dx",
                        "comma or tab"),
                Arguments.of(
                        "lesion_id,image_id,dx,dx\nH,I,mel,mel\n",
                        Problem.METADATA_COLUMN,
                        "repeats the column 'dx'",
                        "row 1"),
                Arguments.of(
                        GOOD + "HAM_2,ISIC_2,melanoma,histo,80.0,male,scalp\n",
                        Problem.UNKNOWN_CLASS,
                        "row 3",
                        "'melanoma'"),
                Arguments.of(
                        GOOD + "HAM_2,ISIC_2,MEL,histo,80.0,male,scalp\n", Problem.UNKNOWN_CLASS, "row 3", "'MEL'"),
                Arguments.of(
                        GOOD + "\n\nHAM_2,ISIC_2,scc,histo,80.0,male,scalp\n", Problem.UNKNOWN_CLASS, "row 5", "'scc'"),
                Arguments.of(
                        GOOD + "HAM_2,ISIC_1,mel,histo,80.0,male,scalp\n",
                        Problem.DUPLICATE_IMAGE,
                        "row 3",
                        "'ISIC_1' is already in row 2"),
                Arguments.of(
                        GOOD + "HAM_1,ISIC_2,nv,histo,80.0,male,scalp\n",
                        Problem.CONTRADICTING_LESION,
                        "row 3",
                        "'HAM_1' has dx 'nv' but in row 2 'mel'"),
                Arguments.of(
                        GOOD + "HAM_2,,nv,histo,80.0,male,scalp\n",
                        Problem.METADATA_EMPTY_FIELD,
                        "row 3",
                        "image_id is empty"),
                Arguments.of(
                        GOOD + "  ,ISIC_2,nv,histo,80.0,male,scalp\n",
                        Problem.METADATA_EMPTY_FIELD,
                        "row 3",
                        "lesion_id is empty"),
                Arguments.of(
                        GOOD + "HAM_2,ISIC_2,\"\",histo,80.0,male,scalp\n",
                        Problem.METADATA_EMPTY_FIELD,
                        "row 3",
                        "dx is empty"),
                Arguments.of(GOOD + "HAM_2,ISIC_2,nv\n", Problem.METADATA_MALFORMED, "row 3", "3 fields; allowed: 7"),
                Arguments.of(
                        GOOD + "HAM_2,ISIC_2,nv,histo,80.0,male,scalp,x\n",
                        Problem.METADATA_MALFORMED,
                        "row 3",
                        "8 fields; allowed: 7"),
                Arguments.of(
                        GOOD + "\"HAM_2,ISIC_2,nv", Problem.METADATA_MALFORMED, "not readable as CSV", "after row 2"),
                Arguments.of(
                        GOOD + "\"HAM\"_2,ISIC_2,nv,histo,80.0,male,scalp\n",
                        Problem.METADATA_MALFORMED,
                        "not readable as CSV",
                        "after row 2"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedFileIsReportedWithFileRowAndValue(String text, Problem problem, String where, String what) {
        Path file = file(text);

        InvalidDataSetException e = catchThrowableOfType(InvalidDataSetException.class, () -> MetadataCsv.read(file));

        assertThat(e).hasMessageContainingAll(file.toString(), where, what);
        assertThat(e.problem()).isEqualTo(problem);
        assertThat(e.code()).isEqualTo(problem.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void aFileOfAnotherEncodingIsReported() throws IOException {
        Path file = Files.write(
                folder.resolve("metadata.csv"),
                GOOD.replace("scalp", "caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));

        InvalidDataSetException e = catchThrowableOfType(InvalidDataSetException.class, () -> MetadataCsv.read(file));

        assertThat(e).hasMessageContaining("UTF-8");
        assertThat(e.problem()).isEqualTo(Problem.METADATA_MALFORMED);
    }

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("HAM10000_metadata.csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
