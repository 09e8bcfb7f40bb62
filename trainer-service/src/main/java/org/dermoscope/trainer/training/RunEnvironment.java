package org.dermoscope.trainer.training;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.pretrained.PretrainedRepository;
import org.dermoscope.trainer.data.DataConfig;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.data.LesionCatalog;
import org.dermoscope.trainer.promotion.Promoter;
import org.dermoscope.trainer.run.ComputeDevice;

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
        PretrainedRepository pretrained,
        Promoter promoter,
        Clock clock,
        int dataThreads,
        ComputeDevice device,
        String platformVersion) {

    /** The folder of the data. The sample is generated if it is asked for and missing. */
    Path folder(DataConfig data) {
        String path = data.path();
        return path == null ? sample.get() : roots.resolve(path);
    }

    /**
     * The hash that the manifest of a training carries for this data set as it is now.
     *
     * @throws org.dermoscope.trainer.data.InvalidDataSetException if the data cannot be used
     */
    public String dataHash(DataConfig data) {
        return LesionCatalog.read(folder(data), data.maxMissingShare()).hash();
    }
}
