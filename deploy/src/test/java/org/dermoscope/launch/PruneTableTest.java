package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.EnsembleId;
import org.dermoscope.prune.KeepReason;
import org.dermoscope.prune.PruneItem;
import org.dermoscope.prune.PrunePlan;
import org.junit.jupiter.api.Test;

class PruneTableTest {
    private static final PrunePlan PLAN = new PrunePlan(
            List.of(
                    new PruneItem(
                            CheckpointId.parse("custom-resnet-20261124T002023Z-be3103"),
                            10_485_760,
                            EnumSet.of(KeepReason.CHAMPION, KeepReason.NEWEST)),
                    new PruneItem(CheckpointId.parse("sequential-cnn-20261123T002023Z-aaaa"), 5_000_000, Set.of())),
            List.of(EnsembleId.parse("ensemble-20261123T002023Z-bbbb")),
            1);

    @Test
    void eachCheckpointHasARowWithItsSizeAndWhy() {
        assertThat(PruneTable.of(PLAN, false))
                .containsExactly(
                        "           checkpoint                                   size  why",
                        "  kept     custom-resnet-20261124T002023Z-be3103    10.0 MiB  champion, newest",
                        "  removed  sequential-cnn-20261123T002023Z-aaaa      4.8 MiB  older than those kept",
                        "Left alone: 1 with a manifest that cannot be read.",
                        "Went with a member: ensemble-20261123T002023Z-bbbb",
                        "Removed 1 checkpoint, 4.8 MiB.");
    }

    @Test
    void aDryRunSaysWhatWouldGo() {
        assertThat(PruneTable.of(PLAN, true))
                .contains("A dry run: nothing was removed; without --dry-run it would be 1 checkpoint, 4.8 MiB.")
                .anySatisfy(line -> assertThat(line).startsWith("  remove   sequential-cnn-"))
                .noneSatisfy(line -> assertThat(line).contains("removed  "));
    }

    @Test
    void sizesAreWrittenForPeople() {
        assertThat(PruneTable.size(0)).isEqualTo("0 B");
        assertThat(PruneTable.size(1023)).isEqualTo("1023 B");
        assertThat(PruneTable.size(1536)).isEqualTo("1.5 KiB");
        assertThat(PruneTable.size(3L << 40)).isEqualTo("3.0 TiB");
    }
}
