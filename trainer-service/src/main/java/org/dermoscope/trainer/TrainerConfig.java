package org.dermoscope.trainer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dermoscope.web.StoreConfig;
import org.dermoscope.web.access.AccessConfig;

/** All settings of the trainer. */
@ConfigMapping(prefix = "dermoscope")
public interface TrainerConfig {
    StoreConfig store();

    AccessConfig access();

    /** A token with all roles; made in the state folder where there is no other way to have one. */
    Optional<String> operatorToken();

    /** Where the token's file, the trainer's id and the generated sample lie. */
    @WithDefault("data")
    Path stateDir();

    /** Folders under which a job's data may lie; without any, jobs can only use the sample. */
    Optional<List<Path>> dataRoots();

    /** A folder laid out as a store is, whose checkpoints an empty store takes over when the service starts. */
    Optional<Path> referenceModels();

    /** Jobs that may wait beside the running one. */
    @WithDefault("16")
    int queueCapacity();

    /**
     * After how long another trainer on the same store takes over a running job whose trainer gives no sign of life;
     * every third of it is one.
     */
    @WithDefault("60s")
    Duration leaseTimeToLive();

    /** After how many steps of an epoch the state of a training is kept; it is at the end of each epoch as well. */
    @WithDefault("50")
    int stepsBetweenSaves();

    /**
     * How many of the newest checkpoints of each architecture are kept when one has been published; the champion, the
     * last champions and pinned ones stay besides. All are kept if not set.
     */
    OptionalInt keepCheckpoints();

    Threads threads();

    Schedule schedule();

    SingleJob job();

    Sample sample();

    /** How the processors are used. */
    interface Threads {
        /** Threads within one operator of the engine; the number of processors if not set. */
        OptionalInt engine();

        /** Threads that decode images and prepare batches; the number of processors if not set. */
        OptionalInt data();
    }

    /** A training that starts by itself when the data has changed. */
    interface Schedule {
        /**
         * When to look, as a Quartz cron expression (six or seven fields, seconds first) in the time zone of the process;
         * never if not set.
         */
        Optional<String> cron();

        /** What to train, as the JSON body of POST /jobs; needed where {@link #cron} is set. */
        Optional<String> request();
    }

    /** One job, after which the trainer ends; then it runs no other and takes none. */
    interface SingleJob {
        /**
         * Under which the store keeps it, as {@code 20261126T120000Z-4f09ab}: a trainer that starts with the same id goes
         * on with it.
         */
        Optional<String> id();

        /** What it is, as the JSON body of POST /jobs; needed where {@link #id} is set. */
        Optional<String> request();
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
