package org.dermoscope.checkpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.quality.AbstentionRules;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint is and holds; written last, so that a checkpoint exists exactly when its manifest does. Its JSON is
 * snake_case; readers ignore fields that they do not know.
 *
 * @param schemaVersion major version of this format, see {@link #SCHEMA_VERSION}
 * @param id see {@link CheckpointId}
 * @param classOrder codes in the order of the network's outputs
 * @param objects every object beside the manifest, by its name below the checkpoint's prefix
 * @param calibration null in manifests before calibration was introduced: the temperature is 1 then
 * @param operatingPoints empty in manifests before they were introduced, and where the validation part has no image
 *     with or none without the diagnosis
 * @param abstention null in manifests before it was introduced: nothing is turned away then
 * @param exports further forms of the network; empty in manifests before they were introduced
 * @param goldens images with the probabilities, calibrated, that the trainer computed from the published weights
 * @param promotable whether this checkpoint may become champion
 */
public record Manifest(
        int schemaVersion,
        String id,
        Instant createdAt,
        NetworkInfo network,
        List<String> classOrder,
        PreprocessingSpec preprocessing,
        DataInfo data,
        EvaluationSummary evaluation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Calibration calibration,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OperatingPoint> operatingPoints,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AbstentionRules abstention,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ExportedNetwork> exports,
        Provenance provenance,
        List<Golden> goldens,
        Map<String, ObjectInfo> objects,
        boolean promotable) {
    /** The schema version that this code writes and the only major version that it reads. */
    public static final int SCHEMA_VERSION = 1;

    public Manifest {
        CheckpointId.parse(Required.field("id", id));
        Required.field("created_at", createdAt);
        Required.field("network", network);
        classOrder = List.copyOf(Required.field("class_order", classOrder));
        Required.field("preprocessing", preprocessing);
        Required.field("data", data);
        Required.field("evaluation", evaluation);
        operatingPoints = orEmpty(operatingPoints);
        exports = orEmpty(exports);
        Required.field("provenance", provenance);
        goldens = List.copyOf(Required.field("goldens", goldens));
        objects = Map.copyOf(Required.field("objects", objects));
    }

    public CheckpointId checkpointId() {
        return CheckpointId.parse(id);
    }

    /** What its answers say of it. */
    public ModelFacts facts() {
        return new ModelFacts(id, data, calibration != null, operatingPoints);
    }

    /** By which the network's outputs are divided before the softmax; 1 without a calibration. */
    public double temperature() {
        return calibration == null ? 1 : calibration.temperature();
    }

    /** The form for an engine, accepted or not. */
    public Optional<ExportedNetwork> export(ServingEngine engine) {
        return exports.stream()
                .filter(export -> export.engine() == engine.exportedAs())
                .findFirst();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /**
     * @param architecture id of the architecture
     * @param hash SHA-256 over the names and shapes of all parameters
     * @param parameters number of parameters, running statistics included
     */
    public record NetworkInfo(String architecture, String hash, long parameters) {
        public NetworkInfo {
            Required.field("network.architecture", architecture);
            Required.sha256("network.hash", hash);
        }
    }

    /**
     * @param name for people: the folder's name, or {@code synthetic sample}
     * @param synthetic true for the generated sample
     * @param hash SHA-256 over the sorted image ids, lesion ids and labels
     * @param splitHash SHA-256 over the image ids of the three parts
     * @param splitBy {@code lesion} or {@code image}
     * @param leaky true when images of one lesion may be in several parts
     * @param licence of the data, stated beside weights trained on it
     * @param missingImages rows of the metadata without an image
     * @param counts images by part ({@code training}, {@code validation}, {@code test}) and class code
     */
    public record DataInfo(
            String name,
            boolean synthetic,
            String hash,
            String splitHash,
            String splitBy,
            boolean leaky,
            String licence,
            int missingImages,
            Map<String, Map<String, Integer>> counts) {
        public DataInfo {
            Required.field("data.name", name);
            Required.field("data.hash", hash);
            Required.field("data.split_hash", splitHash);
            Required.field("data.split_by", splitBy);
            Required.field("data.licence", licence);
            Required.field("data.counts", counts);
        }
    }

    /** Figures of the published weights, at temperature 1, on the validation and on the test part. */
    public record EvaluationSummary(PartSummary validation, PartSummary test) {
        public EvaluationSummary {
            Required.field("evaluation.validation", validation);
            Required.field("evaluation.test", test);
        }
    }

    /**
     * @param loss mean cross-entropy, unweighted
     * @param accuracy 0..1
     * @param balancedAccuracy mean recall over the classes present, 0..1
     * @param macroF1 0..1
     * @param recall by class code, 0..1; a class without images is absent
     */
    public record PartSummary(
            int images,
            double loss,
            double accuracy,
            double balancedAccuracy,
            double macroF1,
            Map<String, Double> recall) {
        public PartSummary {
            Required.field("recall", recall);
        }
    }

    /**
     * @param jobId the job that trained it
     * @param bestEpoch the epoch whose weights these are, from 1
     * @param versions of the platform, DJL, the engine and the JVM
     * @param device for people, for example {@code cpu, 2 threads}
     * @param precision {@code fp32}
     * @param initialWeights what the training started from; null for weights drawn at random
     */
    public record Provenance(
            String jobId,
            long seed,
            int epochs,
            int bestEpoch,
            double trainingSeconds,
            Map<String, String> versions,
            String device,
            String precision,
            @Nullable InitialWeights initialWeights) {
        public Provenance {
            Required.field("provenance.job_id", jobId);
            Required.field("provenance.versions", versions);
            Required.field("provenance.device", device);
            Required.field("provenance.precision", precision);
        }
    }

    /**
     * Weights of others that a training started from.
     *
     * @param source for people: package and version, or the file's name
     * @param licence under which they are
     * @param sha256 of the imported file
     */
    public record InitialWeights(String source, String licence, String sha256) {
        public InitialWeights {
            Required.field("provenance.initial_weights.source", source);
            Required.field("provenance.initial_weights.licence", licence);
            Required.field("provenance.initial_weights.sha256", sha256);
        }
    }

    /**
     * @param object name of the encoded image among {@link Manifest#objects}
     * @param label the image's class code
     * @param probabilities in class-index order
     * @param drawn whether a program drew it: how it is classified then says nothing of the model
     */
    public record Golden(
            String object,
            String label,
            List<Double> probabilities,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean drawn) {
        public Golden {
            Required.field("goldens[].object", object);
            LesionClass.ofCode(Required.field("goldens[].label", label));
            probabilities = List.copyOf(Required.field("goldens[].probabilities", probabilities));
            if (probabilities.size() != LesionClass.COUNT) {
                throw new IllegalArgumentException("A golden image has " + LesionClass.COUNT + " probabilities, '"
                        + object + "' has " + probabilities.size());
            }
        }

        /** Of JSON from before images were drawn. */
        @JsonCreator
        Golden(
                @JsonProperty("object") String object,
                @JsonProperty("label") String label,
                @JsonProperty("probabilities") List<Double> probabilities,
                @JsonProperty("drawn") @Nullable Boolean drawn) {
            this(object, label, probabilities, drawn != null && drawn);
        }
    }

    /**
     * @param sha256 in lower-case hexadecimal
     * @param size in bytes
     */
    public record ObjectInfo(String sha256, long size) {
        public ObjectInfo {
            Required.sha256("sha256", sha256);
        }
    }
}
