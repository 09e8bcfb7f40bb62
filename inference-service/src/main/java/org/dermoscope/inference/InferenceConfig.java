package org.dermoscope.inference;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.dermoscope.web.StoreConfig;
import org.dermoscope.web.access.AccessConfig;

/** The settings of the inference service, read once at start. */
@ConfigMapping(prefix = "dermoscope")
public interface InferenceConfig {
    StoreConfig store();

    AccessConfig access();

    /** A token with all roles; made in the state folder where there is no other way to have one. */
    Optional<String> operatorToken();

    /** Folder of what this installation keeps for itself, outside of the store. */
    @WithDefault("data/state")
    Path stateDir();

    Model model();

    Limits limits();

    Predict predict();

    Engine engine();

    Ensemble ensemble();

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

        /** Of the whole body of a form that is read into memory; a larger one goes through a file. */
        @WithDefault("1M")
        MemorySize memoryFormBytes();

        /** Of all forms in memory at a time; further ones go through files. */
        @WithDefault("32M")
        MemorySize memoryFormsBytes();

        /** Of the whole body of a request to {@code /v2}, which lies in memory. */
        @WithDefault("16M")
        MemorySize inferBytes();
    }

    /** How much is worked on at a time, and what is refused beyond it. */
    interface Predict {
        /** Passes of the network and images in decoding at the same time, together; the processors if not set. */
        OptionalInt concurrency();

        /**
         * Images accepted and not answered yet, at least {@link Limits#batchImages}; a request with more than there is
         * place for is answered 503. Each accepted request has a thread: {@code quarkus.thread-pool.max-threads} must be
         * well above.
         */
        @WithDefault("256")
        int maxQueued();

        /**
         * Requests in flight of one client address, from its headers to the end of its answer; one more is answered 429.
         * By default one client cannot fill the queue with single images. Behind a proxy all clients have its address
         * unless {@code quarkus.http.proxy.*} says whom to believe.
         */
        @WithDefault("128")
        int maxPerClient();

        /**
         * How long such a 429 is held back, with the request's body unread: a client that asks again at once, whatever {@code
         * Retry-After} says, takes no more of the service's time than one that waits. 0 answers at once.
         */
        @WithDefault("1s")
        Duration refusalHold();

        /**
         * From the arrival of the parsed request; work that has not started by then is not done, and the answer is 504. A
         * request can ask for less with the header {@code Dermoscope-Deadline-Ms}.
         */
        @WithDefault("10s")
        Duration deadline();

        /**
         * Images in one pass of the network, a power of two, 1 to 64. On processors more of them save a few hundredths of the
         * time and make all wait for the last.
         */
        @WithDefault("2")
        int maxBatch();

        /**
         * The longest that a decoded image waits for others to share its pass; 0 never waits. It waits only while others
         * are being decoded and the processors are busy.
         */
        @WithDefault("1ms")
        Duration maxDelay();
    }

    /** What a champion that is a set of checkpoints may cost. */
    interface Ensemble {
        /**
         * The longest that all members of an ensemble may take for one image, one after another, on this processor; one
         * that takes longer is not served, and what was served before goes on. Measured when it is loaded.
         */
        @WithDefault("100ms")
        Duration latencyBudget();
    }

    /** What runs the network. */
    interface Engine {
        /**
         * {@code onednn-int8}, {@code onnx-int8}, {@code onnx}, {@code pytorch}, or {@code auto}: the fastest that gives the trainer's
         * predictions on this processor, measured when a checkpoint is loaded.
         */
        @WithDefault("auto")
        String kind();

        /**
         * Threads of a pass that has the processors for itself; 2, or the number of processors if that is less, if not
         * set. Passes beside other work have one thread each on ONNX Runtime; PyTorch takes for all passes the number
         * that it finds at the first checkpoint.
         */
        OptionalInt threads();
    }
}
