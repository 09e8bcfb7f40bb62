package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.folder.FolderJob;
import org.dermoscope.folder.FolderProgress;
import org.dermoscope.folder.ResultFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifyOptionsTest {
    @TempDir
    Path root;

    private ClassifyOptions parse(String arguments) throws LaunchException {
        return ClassifyOptions.parse(
                List.of(arguments.replace("ROOT", root.toString()).split(" ")), root);
    }

    @Test
    void theFormatIsThatOfTheName() throws LaunchException {
        ClassifyOptions options = parse("ROOT --out ROOT/rows.Parquet --threads 3 --engine onnx --overwrite");
        FolderJob job = Objects.requireNonNull(options.job());
        assertThat(job).isEqualTo(new FolderJob(root, root.resolve("rows.Parquet"), ResultFormat.PARQUET, 3));
        assertThat(options.engine()).contains(ServingEngine.ONNX);
        assertThat(options.overwrite()).isTrue();
        assertThat(options.checkpoint()).isNull();
        assertThat(options.store().path()).isEqualTo(root.resolve("data").resolve("store"));
        assertThat(parse("--help").help()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--out ROOT/rows.csv, The folder to classify is missing",
        "ROOT, --out is missing; it names a file that ends with .csv or .parquet",
        "ROOT --out ROOT/rows.json, rows.json'; allowed: a file that ends with .csv or .parquet",
        "ROOT --out ROOT/missing/rows.csv, missing/rows.csv'",
        "ROOT/missing --out ROOT/rows.csv, which is no folder",
        "ROOT ROOT --out ROOT/rows.csv, is a second folder",
        "ROOT --out ROOT/rows.csv --engine tpu, Unknown engine 'tpu'; known: [pytorch",
        "ROOT --out ROOT/rows.csv --checkpoint ../x, --checkpoint: ",
        "ROOT --out ROOT/rows.csv --threads 0, --threads is '0'; allowed: 1 to",
        "ROOT --out ROOT/rows.csv --fast, Unknown option '--fast'",
    })
    void aWrongCommandLineIsRefusedWithTheValue(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aStoreThatIsNoneIsRefusedBeforeAnythingIsWritten() throws LaunchException {
        ClassifyOptions options = parse("ROOT --out ROOT/rows.csv");
        assertThatThrownBy(() -> options.requireJob(Map.of())).hasMessageContaining("There is no store in");
        assertThatThrownBy(() -> options.requireJob(Map.of("DERMOSCOPE_STORE_TYPE", "minio")))
                .hasMessageContaining("./run classify works on a store in a folder");
        assertThat(root).isEmptyDirectory();
        assertThat(Files.exists(root.resolve("data"))).isFalse();
    }

    @Test
    void theProgressShowsHowManyHowFastAndHowLong() {
        assertThat(FolderDisplay.text(new FolderProgress(500, 2000, 3, 20)))
                .isEqualTo("  [######..................] 500/2000  3 bad  20.0 images/s  1 min 15 s left");
        assertThat(FolderDisplay.text(new FolderProgress(0, 0, 0, 0))).startsWith("  [########################] 0/0");
    }
}
