package org.dermoscope.classify;

import ai.djl.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ArchitectureSummary;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.ExportedNetwork;
import org.dermoscope.checkpoint.FeatureSpaceCodec;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.Manifest.NetworkInfo;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.quality.AbstentionRules;
import org.dermoscope.quality.FeatureSpace;
import org.dermoscope.quality.OutlierScore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a classifier of a checkpoint, or refuses; there is nothing in between. Thread-safe. */
public final class CheckpointLoader {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointLoader.class);
    private static final String PYTORCH = "PyTorch";
    private static final int TIMED_PASSES = 10;
    private static final List<ServingEngine> WITHOUT_LIBTORCH =
            List.of(ServingEngine.ONEDNN_INT8, ServingEngine.ONNX_INT8, ServingEngine.ONNX);

    private final Function<String, Architecture> architectures;
    private final EngineSettings settings;
    private final GoldenCheck goldens;

    /** Knows all {@link Architectures}. */
    public CheckpointLoader(EngineSettings settings, ImageDecoder decoder) {
        this(Architectures::byId, settings, decoder);
    }

    /** @param architectures by id; throws IllegalArgumentException for an unknown one */
    CheckpointLoader(Function<String, Architecture> architectures, EngineSettings settings, ImageDecoder decoder) {
        this.architectures = architectures;
        this.settings = settings;
        this.goldens = new GoldenCheck(decoder);
    }

    /**
     * A classifier that was made for this checkpoint's network, whose probabilities are calibrated as the manifest says
     * and which gives the golden probabilities here. Without a setting it is the fastest of those that run in oneDNN or ONNX
     * Runtime, measured here; or, where none does, one on PyTorch if that is on the class path.
     *
     * @throws CheckpointRejectedException if there is none; nothing is left in native memory then
     */
    public LoadedClassifier load(Checkpoint checkpoint) {
        @Nullable FeatureSpace space = featureSpace(checkpoint);
        return settings.engine()
                .map(engine -> load(checkpoint, space, engine))
                .orElseGet(() -> fastest(checkpoint, space));
    }

    private LoadedClassifier fastest(Checkpoint checkpoint, @Nullable FeatureSpace space) {
        List<String> refusals = new ArrayList<>();
        @Nullable Timed best = null;
        for (ServingEngine engine : WITHOUT_LIBTORCH) {
            try {
                best = faster(best, timed(load(checkpoint, space, engine), checkpoint.manifest()));
            } catch (CheckpointRejectedException e) {
                refusals.add(engine.id() + ": " + e.getMessage());
            }
        }
        refusals.forEach(refusal -> LOG.info("Not served with {}", refusal));
        if (best != null) {
            return best.loaded();
        }
        try {
            return load(checkpoint, space, ServingEngine.PYTORCH);
        } catch (CheckpointRejectedException e) {
            throw e.reason() != Reason.ENGINE_UNAVAILABLE
                    ? e
                    : new CheckpointRejectedException(
                            Reason.ENGINE_UNAVAILABLE, String.join("; ", refusals) + "; " + e.getMessage(), e);
        }
    }

    /** @param nanos of the fastest pass with one image */
    private record Timed(LoadedClassifier loaded, long nanos) {}

    private static Timed timed(LoadedClassifier loaded, Manifest manifest) {
        PreprocessingSpec spec = manifest.preprocessing();
        RgbImage black = new RgbImage(spec.width(), spec.height(), new byte[3 * spec.width() * spec.height()]);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TIMED_PASSES; i++) {
            long start = System.nanoTime();
            loaded.classifier().classify(List.of(black));
            least = Math.min(least, System.nanoTime() - start);
        }
        return new Timed(loaded, least);
    }

    /** Closes the other. */
    private static Timed faster(@Nullable Timed best, Timed next) {
        if (best == null) {
            return next;
        }
        Timed slower = next.nanos() < best.nanos() ? best : next;
        slower.loaded().classifier().close();
        return next.nanos() < best.nanos() ? next : best;
    }

    private LoadedClassifier load(Checkpoint checkpoint, @Nullable FeatureSpace space, ServingEngine engine) {
        ExplainingClassifier classifier =
                engine == ServingEngine.PYTORCH ? pytorch(checkpoint, space) : onnx(checkpoint, space, engine);
        try {
            goldens.verify(classifier, checkpoint, engine);
            return new LoadedClassifier(classifier, engine);
        } catch (RuntimeException e) {
            classifier.close();
            throw e instanceof IllegalArgumentException
                    ? new CheckpointRejectedException(
                            Reason.WEIGHTS_MALFORMED,
                            "Checkpoint " + checkpoint.id() + " does not answer its golden images: " + e.getMessage(),
                            e)
                    : e;
        }
    }

    private ExplainingClassifier pytorch(Checkpoint checkpoint, @Nullable FeatureSpace space) {
        if (!Engine.hasEngine(PYTORCH)) {
            throw new CheckpointRejectedException(
                    Reason.ENGINE_UNAVAILABLE,
                    "pytorch: libtorch is not part of this service; it is when built with -Dlibtorch.scope=runtime");
        }
        Manifest manifest = checkpoint.manifest();
        return PyTorchLesionClassifier.of(
                architectureOf(checkpoint),
                manifest.preprocessing(),
                checkpoint.object(ObjectNames.WEIGHTS),
                manifest.temperature(),
                space);
    }

    private static @Nullable FeatureSpace featureSpace(Checkpoint checkpoint) {
        @Nullable AbstentionRules rules = checkpoint.manifest().abstention();
        return rules == null || rules.outliers().score() != OutlierScore.RESIDUAL
                ? null
                : FeatureSpaceCodec.decode(checkpoint.object(ObjectNames.FEATURE_SPACE));
    }

    private ExplainingClassifier onnx(Checkpoint checkpoint, @Nullable FeatureSpace space, ServingEngine engine) {
        Manifest manifest = checkpoint.manifest();
        ExportedNetwork export = manifest.export(engine)
                .orElseThrow(() -> new CheckpointRejectedException(
                        Reason.ENGINE_UNAVAILABLE,
                        "Checkpoint " + checkpoint.id() + " has no network for the engine '" + engine.id() + "'"));
        if (!export.accepted()) {
            throw new CheckpointRejectedException(
                    Reason.ENGINE_UNAVAILABLE,
                    "The trainer rejected " + export.object() + " of checkpoint " + checkpoint.id()
                            + ": of " + export.images() + " validation images " + export.agreement()
                            + " have the network's most probable class, balanced accuracy is "
                            + export.balancedAccuracy() + " instead of " + export.referenceBalancedAccuracy()
                            + ", and a probability differs by " + export.largestDifference());
        }
        byte[] file = checkpoint.object(export.object());
        return engine == ServingEngine.ONEDNN_INT8
                ? OnnxLesionClassifier.onOneDnn(file, manifest.preprocessing(), manifest.temperature(), space)
                : new OnnxLesionClassifier(
                        file, manifest.preprocessing(), manifest.temperature(), space, settings.threads());
    }

    private Architecture architectureOf(Checkpoint checkpoint) {
        NetworkInfo trained = checkpoint.manifest().network();
        Architecture architecture;
        try {
            architecture = architectures.apply(trained.architecture());
        } catch (IllegalArgumentException e) {
            throw new CheckpointRejectedException(Reason.ARCHITECTURE_UNKNOWN, String.valueOf(e.getMessage()), e);
        }
        ArchitectureSummary own = ArchitectureSummary.of(architecture);
        if (!own.hash().equals(trained.hash()) || own.parameters() != trained.parameters()) {
            throw new CheckpointRejectedException(
                    Reason.ARCHITECTURE_MISMATCH,
                    "Checkpoint " + checkpoint.id() + " was trained with another " + trained.architecture() + ": "
                            + trained.parameters() + " parameters and hash " + trained.hash() + ", here "
                            + own.parameters() + " and " + own.hash());
        }
        return architecture;
    }
}
