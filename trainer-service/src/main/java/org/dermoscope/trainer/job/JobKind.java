package org.dermoscope.trainer.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dermoscope.trainer.ensemble.EnsembleSpec;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.jspecify.annotations.Nullable;

/** What a job does. Written in lower case in JSON. */
enum JobKind {
    TRAINING,
    LR_RANGE_TEST,
    ENSEMBLE;

    static JobKind of(@Nullable LrRangeSpec lrRange, @Nullable EnsembleSpec ensemble) {
        if (ensemble != null) {
            return ENSEMBLE;
        }
        return lrRange == null ? TRAINING : LR_RANGE_TEST;
    }

    static Optional<JobKind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(JobKind::text).toList();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
