package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JobProgressTest {
    private static final String STEP = """
            {"state":"RUNNING","stage":"training","epoch":2,"epochs":8,"step":5,"steps":10,"images_per_second":14.25,
             "eta_seconds":135,"loss":0.5,"metrics":{"epoch":1,"training_loss":1.5,"validation_loss":1.25,
             "validation_accuracy":0.5,"validation_balanced_accuracy":0.25,"images_per_second":14.0,"best":true}}""";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String shown(boolean terminal) throws IOException {
        JobProgress progress =
                new JobProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, EpochFormat.LINE);
        progress.show(new ObjectMapper().readTree(STEP));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aStepShowsBarEpochLossSpeedAndTimeLeft() throws IOException {
        assertThat(shown(true))
                .contains(
                        "[############............] epoch 2/8  step 5/10  loss 0.500  14.3 images/s  2 min 15 s left");
    }

    @Test
    void aFinishedEpochGetsALineOfItsOwn() throws IOException {
        assertThat(shown(false).lines())
                .anySatisfy(line ->
                        assertThat(line).contains("epoch  1/8", "loss 1.500", "balanced accuracy  25.0 %", "best"));
    }

    @Test
    void timesAreWrittenForPeople() {
        assertThat(JobProgress.duration(7)).isEqualTo("7 s");
        assertThat(JobProgress.duration(200)).isEqualTo("3 min 20 s");
        assertThat(JobProgress.duration(7500)).isEqualTo("2 h 05 min");
    }
}
