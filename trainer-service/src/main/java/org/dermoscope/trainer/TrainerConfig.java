package org.dermoscope.trainer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dermoscope.web.StoreConfig;

/** All settings of the trainer. */
@ConfigMapping(prefix = "dermoscope")
public interface TrainerConfig {
    StoreConfig store();

    /** What promotion by hand needs; read from a file below {@link #stateDir} if not set, which is written if missing. */
    Optional<String> operatorToken();

    /** Where the token's file and the generated sample lie. */
    @WithDefault("data")
    Path stateDir();

    /** Folders under which a job's data may lie; without any, jobs can only use the sample. */
    Optional<List<Path>> dataRoots();

    /** Jobs that may wait beside the running one. */
    @WithDefault("16")
    int queueCapacity();

    Threads threads();

    Sample sample();

    /** How the processors are used. */
    interface Threads {
        /** Threads within one operator of the engine; the number of processors if not set. */
        OptionalInt engine();

        /** Threads that decode images and prepare batches; the number of processors if not set. */
        OptionalInt data();
    }

    /** The data set that is generated where a job names none. */
    interface Sample {
        /** Images of a class on average. */
        @WithDefault("46")
        int imagesPerClass();

        @WithDefault("42")
        long seed();
    }
}
