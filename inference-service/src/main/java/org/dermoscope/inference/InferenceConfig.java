package org.dermoscope.inference;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.dermoscope.web.StoreConfig;

/** The settings of the inference service, read once at start. */
@ConfigMapping(prefix = "dermoscope")
public interface InferenceConfig {
    StoreConfig store();

    /** The bearer token of reload and rollback; generated into the state folder when not set. */
    Optional<String> operatorToken();

    /** Folder of what this installation keeps for itself, outside of the store. */
    @WithDefault("data/state")
    Path stateDir();

    Model model();

    Limits limits();

    Predict predict();

    Engine engine();

    /** How the champion is followed. */
    interface Model {
        /** Pause between two looks at the champion pointer. */
        @WithDefault("2s")
        Duration pollInterval();
    }

    /** What a request may hold. */
    interface Limits {
        /** Of one encoded image. */
        @WithDefault("10M")
        MemorySize imageBytes();

        /** Width times height of one image, read from its header. */
        @WithDefault("50000000")
        long imagePixels();

        /** Images in one batch request. */
        @WithDefault("64")
        int batchImages();
    }

    /** How much is worked on at a time. */
    interface Predict {
        /** Requests that are decoded and classified at the same time; the number of processors if not set. */
        OptionalInt concurrency();

        /** Requests that wait for their turn; one more is answered 503. */
        @WithDefault("32")
        int maxQueued();

        /** From the arrival of the parsed request; work that has not started by then is answered 504. */
        @WithDefault("10s")
        Duration deadline();

        /** Images in one pass of the network, a power of two; larger requests take several passes. */
        @WithDefault("8")
        int maxBatch();
    }

    /** What runs the network. */
    interface Engine {
        /**
         * {@code onnx-int8}, {@code onnx}, {@code pytorch}, or {@code auto}: the fastest that gives the trainer's
         * predictions on this processor, measured when a checkpoint is loaded.
         */
        @WithDefault("auto")
        String kind();

        /**
         * Threads within one pass of the network; 2, or the number of processors if that is less, if not set. More
         * shorten the answer to a client that is alone and cost processor time when several are served. PyTorch takes
         * the number that it finds at the first checkpoint.
         */
        OptionalInt threads();
    }
}
