package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitCsvTest {
    private static final SplitConfig CONFIG = new SplitConfig(SplitConfig.By.LESION, 0.70, 0.15, 0.15);
    private static final List<LesionRecord> RECORDS = records();

    @Test
    void aSavedSplitIsReadBackAsItWas() {
        DataSplit split = LesionGroupSplitter.split(RECORDS, CONFIG, 42);
        List<LesionRecord> shuffled = new ArrayList<>(RECORDS);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(SplitCsv.read(SplitCsv.write(split), shuffled, CONFIG)).isEqualTo(split);
    }

    @Test
    void theFileHasOneRowAnImageInPartAndIdOrder() {
        String csv = SplitCsv.write(LesionGroupSplitter.split(RECORDS, CONFIG, 42));

        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(RECORDS.size() + 1);
        assertThat(lines.get(0)).isEqualTo("image_id,lesion_id,dx,part");
        assertThat(lines.get(1)).matches("image\\d+,\"lesion,\\d+\",(mel|nv),training");
        assertThat(csv).endsWith(",test\n").doesNotContain("\r");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mel,training|nv,training|the data set has LesionRecord",
                "image10,|image99,|the data set has null",
                ",training|,learning|part 'learning'; allowed: training, validation, test",
                ",training|,training,1|has 5 fields",
                "image10,\"lesion,5\"|image11,\"lesion,5\"|row"
            })
    void aSplitOfOtherDataIsRefused(String from, String to, String message) {
        String csv = SplitCsv.write(LesionGroupSplitter.split(RECORDS, CONFIG, 42));
        assertThat(csv).contains(from);

        assertThatThrownBy(() -> SplitCsv.read(csv.replace(from, to), RECORDS, CONFIG))
                .isInstanceOf(InvalidDataSetException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anImageThatTheSplitDoesNotKnowIsRefused() {
        String csv = SplitCsv.write(LesionGroupSplitter.split(RECORDS, CONFIG, 42));
        List<LesionRecord> more = new ArrayList<>(RECORDS);
        more.add(new LesionRecord("new", "l", LesionClass.MEL, Path.of("new.jpg")));

        assertThatThrownBy(() -> SplitCsv.read(csv, more, CONFIG))
                .isInstanceOf(InvalidDataSetException.class)
                .hasMessageContainingAll("1 images of the data set are not in the saved split", "new");
    }

    private static List<LesionRecord> records() {
        List<LesionRecord> records = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            LesionClass label = i < 20 ? LesionClass.MEL : LesionClass.NV;
            records.add(new LesionRecord("image" + i, "lesion," + i / 2, label, Path.of("image" + i + ".jpg")));
        }
        return records;
    }
}
