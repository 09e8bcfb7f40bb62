package org.dermoscope.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.inference.model.FakeCheckpoints;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Random requests of several threads, with passes that fail and models that are swapped meanwhile. */
@Timeout(300)
class BatcherPropertyTest {
    private static final int SEEDS = 12;

    @TempDir
    Path folder;

    @Test
    void answersEveryRequestOnceAndRightUnderFailuresAndSwaps() throws Exception {
        storms(false);
    }

    @Test
    void answersEveryRequestOnceThoughItIsClosedMeanwhile() throws Exception {
        storms(true);
    }

    private void storms(boolean closing) throws Exception {
        Checkpoint checkpoint = new FakeCheckpoints(new FilesystemArtifactStore(folder)).publish(LesionClass.MEL, true);
        for (int seed = 0; seed < SEEDS; seed++) {
            Storm storm = new Storm(seed, checkpoint);
            storm.run(closing);
            assertThat(storm.violations()).as("seed " + seed).isEmpty();
            assertThat(storm.answered()).as("answered with seed " + seed).isPositive();
        }
    }
}
