package org.dermoscope.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.dermoscope.checkpoint.CheckpointId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrunePolicyTest {
    private static final Protection NOTHING = new Protection(Set.of(), Set.of(), Set.of());
    private static final CheckpointId CNN_4 = cnn(4);
    private static final CheckpointId CNN_3 = cnn(3);
    private static final CheckpointId CNN_2 = cnn(2);
    private static final CheckpointId CNN_1 = cnn(1);
    private static final CheckpointId RESNET = new CheckpointId("custom-resnet", "20261120T000000Z", "abcd");
    private static final List<CheckpointId> NEWEST_FIRST = List.of(CNN_4, CNN_3, CNN_2, CNN_1, RESNET);

    private static CheckpointId cnn(int day) {
        return new CheckpointId("sequential-cnn", "2026112" + day + "T000000Z", "abcd");
    }

    @Test
    void theNewestOfEachArchitectureStay() {
        assertThat(new PrunePolicy(2).judge(NEWEST_FIRST, NOTHING))
                .containsEntry(CNN_4, Set.of(KeepReason.NEWEST))
                .containsEntry(CNN_3, Set.of(KeepReason.NEWEST))
                .containsEntry(CNN_2, Set.of())
                .containsEntry(CNN_1, Set.of())
                .containsEntry(RESNET, Set.of(KeepReason.NEWEST));
    }

    @Test
    void nothingGoesWhileThereAreNoMoreThanAreKept() {
        assertThat(new PrunePolicy(4).judge(NEWEST_FIRST, NOTHING))
                .hasSize(5)
                .allSatisfy((id, reasons) -> assertThat(reasons).containsExactly(KeepReason.NEWEST));
    }

    @Test
    void theChampionTheLastChampionsAndPinnedOnesStayHoweverOld() {
        Protection protection = new Protection(
                Set.of(CNN_1.toString()), Set.of(CNN_1.toString(), CNN_3.toString()), Set.of(CNN_2.toString()));

        assertThat(new PrunePolicy(1).judge(NEWEST_FIRST, protection))
                .containsEntry(CNN_1, Set.of(KeepReason.CHAMPION, KeepReason.HISTORY))
                .containsEntry(CNN_3, Set.of(KeepReason.HISTORY))
                .containsEntry(CNN_2, Set.of(KeepReason.PINNED));
    }

    @Test
    void aProtectedOneAmongTheNewestCountsAsOneOfThem() {
        Protection pinned = new Protection(Set.of(), Set.of(), Set.of(CNN_4.toString()));

        assertThat(new PrunePolicy(2).judge(NEWEST_FIRST, pinned))
                .containsEntry(CNN_4, Set.of(KeepReason.PINNED, KeepReason.NEWEST))
                .containsEntry(CNN_3, Set.of(KeepReason.NEWEST))
                .containsEntry(CNN_2, Set.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void keepingLessThanOneIsRefused(int keep) {
        assertThatThrownBy(() -> new PrunePolicy(keep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Checkpoints to keep of each architecture: " + keep + "; allowed: at least 1");
    }
}
