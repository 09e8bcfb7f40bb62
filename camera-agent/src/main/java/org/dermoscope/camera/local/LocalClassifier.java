package org.dermoscope.camera.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dermoscope.answer.ClassifiedImage;
import org.dermoscope.camera.client.ImageClassifier;
import org.dermoscope.camera.client.ServiceFault;
import org.dermoscope.camera.client.ServiceState;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.classify.CheckpointLoader;
import org.dermoscope.classify.EngineSettings;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.InvalidImageException;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.wire.PredictionAnswer;

/**
 * A verified checkpoint that answers in this process as inference-service would: the same decoding, preprocessing, network
 * and calibration. Thread-safe until closed; closing frees native memory.
 */
public final class LocalClassifier implements ImageClassifier {
    private static final int TOP = 3;

    private final Checkpoint checkpoint;
    private final LoadedClassifier loaded;
    private final ImageDecoder decoder;
    private final Preprocessor preprocessor;

    private LocalClassifier(Checkpoint checkpoint, LoadedClassifier loaded, ImageDecoder decoder) {
        this.checkpoint = checkpoint;
        this.loaded = loaded;
        this.decoder = decoder;
        this.preprocessor = new Preprocessor(checkpoint.manifest().preprocessing());
    }

    /**
     * Of the champion of a store in a folder.
     *
     * @throws NoLocalModelException if there is none, if it cannot be loaded, or if this agent was built without engines
     */
    public static LocalClassifier ofChampion(Path store) throws NoLocalModelException {
        if (!Files.isDirectory(store)) {
            throw new NoLocalModelException(
                    "The store " + store + " does not exist; name the folder of one with --store");
        }
        try {
            CheckpointRepository repository = new CheckpointRepository(new FilesystemArtifactStore(store));
            Champion champion = repository
                    .champion()
                    .orElseThrow(() -> new NoLocalModelException(
                            "The store " + store + " holds no champion; train one with ./run --once --store " + store))
                    .champion();
            if (champion.ensemble() != null) {
                throw new NoLocalModelException("The champion of " + store + " is the ensemble " + champion.id()
                        + "; in this process one checkpoint answers: ask a service, or promote a checkpoint");
            }
            return of(repository.open(champion.members().get(0)));
        } catch (CheckpointRejectedException | StoreException e) {
            throw new NoLocalModelException("The champion of " + store + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static LocalClassifier of(Checkpoint checkpoint) throws NoLocalModelException {
        try {
            ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
            return new LocalClassifier(
                    checkpoint, new CheckpointLoader(EngineSettings.AUTO, decoder).load(checkpoint), decoder);
        } catch (NoClassDefFoundError e) {
            throw new NoLocalModelException(
                    "This agent was built to ask a service and has no engine; build the other with ./mvnw -pl"
                            + " camera-agent -am package -P local-mode and start quarkus-app-local",
                    e);
        }
    }

    @Override
    public PredictionAnswer classify(byte[] jpeg, boolean evidence) throws ServiceFault {
        try {
            RgbImage image = decoder.decode(jpeg);
            RgbImage input = preprocessor.resize(image);
            NetworkAnswer answer =
                    loaded.classifier().answer(List.of(input), evidence, true).get(0);
            int smallestSide = Math.min(image.width(), image.height());
            return ClassifiedImage.judged(checkpoint.manifest(), input, smallestSide, answer)
                    .answer(TOP, evidence ? answer.prediction().top() : null);
        } catch (InvalidImageException e) {
            throw new ServiceFault(ServiceState.REFUSED, "The image cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        loaded.classifier().close();
    }
}
