package org.dermoscope.trainer.pipeline;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.trainer.data.DataConfig;

/**
 * What every run needs and no run decides.
 *
 * @param folders finds (for the sample: makes) the folder that a run's data are in; throws
 *     {@code InvalidDataSetException} where it may not be read
 * @param checkpoints where runs publish
 * @param dataThreads that decode and augment images, at least 1
 * @param device for people, for example {@code cpu, 2 threads}
 * @param versions of the platform, the engine and the JVM, for the manifest
 */
public record RunEnvironment(
        Function<DataConfig, Path> folders,
        CheckpointRepository checkpoints,
        ImageDecoder decoder,
        int dataThreads,
        String device,
        Map<String, String> versions,
        Clock clock) {}
