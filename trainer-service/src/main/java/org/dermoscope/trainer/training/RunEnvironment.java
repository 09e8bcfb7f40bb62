package org.dermoscope.trainer.training;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.promotion.Promoter;

/**
 * What runs need of the service around them.
 *
 * @param sample gives the folder of the generated sample, generating it where it is missing
 * @param dataThreads that decode images and prepare batches, at least 1
 * @param platformVersion of this software, for the manifest
 */
public record RunEnvironment(
        DataRoots roots,
        Supplier<Path> sample,
        ImageDecoder decoder,
        CheckpointRepository repository,
        Promoter promoter,
        Clock clock,
        int dataThreads,
        String platformVersion) {}
