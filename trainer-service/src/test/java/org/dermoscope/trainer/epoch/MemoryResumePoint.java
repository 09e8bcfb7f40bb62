package org.dermoscope.trainer.epoch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the bytes of the last state, as a store would. */
public class MemoryResumePoint implements ResumePoint {
    private final int stepsBetweenSaves;
    private byte @Nullable [] kept;
    int saves;

    public MemoryResumePoint() {
        this(50);
    }

    MemoryResumePoint(int stepsBetweenSaves) {
        this.stepsBetweenSaves = stepsBetweenSaves;
    }

    @Override
    public int stepsBetweenSaves() {
        return stepsBetweenSaves;
    }

    @Override
    public Optional<TrainingState> last() {
        try {
            return kept == null ? Optional.empty() : Optional.of(TrainingStateCodec.decode(kept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void save(TrainingState state) {
        kept = TrainingStateCodec.encode(state);
        saves++;
    }

    @Override
    public void requireOwned() {
        // nobody else can take it
    }
}
