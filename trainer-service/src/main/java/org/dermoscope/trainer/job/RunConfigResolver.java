package org.dermoscope.trainer.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.Precision;
import org.dermoscope.architecture.TrainingRecipe;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.trainer.data.DataConfig;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.data.InvalidDataSetException;
import org.dermoscope.trainer.data.NormalizationMode;
import org.dermoscope.trainer.data.SplitConfig;
import org.dermoscope.trainer.ensemble.EnsembleSpec;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.run.CheckpointPrecision;
import org.dermoscope.trainer.run.EvaluationSpec;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;
import org.dermoscope.web.ApiException;
import org.dermoscope.web.JsonErrors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run config of a request: what the request leaves out comes from the architecture's recipe, or from its recipe
 * for the sample where the data is the sample. Thread-safe.
 */
public final class RunConfigResolver {
    private static final long DEFAULT_SEED = 42;
    private static final String KIND = "kind";
    private static final String LR_RANGE = "lr_range";
    private static final String ENSEMBLE = "ensemble";
    private static final String CANDIDATES = "candidates";
    private static final String PROMOTE = "promote";
    private static final double DEFAULT_MAX_MISSING_SHARE = 0.01;
    private static final SplitConfig DEFAULT_SPLIT = new SplitConfig(SplitConfig.By.LESION, 0.70, 0.15, 0.15);

    private final DataRoots roots;
    private final Precision fastest;

    /** @param fastest what precision {@code auto}, the default, stands for where the architecture has it; float32 elsewhere */
    public RunConfigResolver(DataRoots roots, Precision fastest) {
        this.roots = roots;
        this.fastest = fastest;
    }

    /**
     * @param request the body as it came; null where it was empty
     * @throws ApiException 400 naming field, value and what is allowed
     */
    public RunConfig resolve(@Nullable JsonNode request) {
        return resolveOrder(request).config();
    }

    /**
     * As {@link #resolve}, with the kind of the job.
     *
     * @throws ApiException 400 naming field, value and what is allowed
     */
    JobOrder resolveOrder(@Nullable JsonNode request) {
        if (request == null || !request.isObject()) {
            throw ApiException.badRequest(
                    "malformed_json",
                    "The body is not an object in JSON; the least is {\"architecture\":\"sequential-cnn\"}");
        }
        if (JobKind.ENSEMBLE.text().equals(request.path(KIND).textValue())) {
            return ensemble(request);
        }
        Architecture architecture = architecture(request.get("architecture"));
        DataConfig data = data(request.get("data"));
        RunConfig defaults = defaults(architecture, data);
        ObjectNode merged = Json.strict().valueToTree(defaults);
        merged.put(KIND, JobKind.TRAINING.text());
        merged.set(LR_RANGE, Json.strict().valueToTree(LrRangeSpec.DEFAULT));
        ObjectNode overrides = request.deepCopy();
        overrides.remove("data");
        removeAutomatic(overrides);
        merge("", merged, overrides);
        JobKind kind = kind(merged.remove(KIND));
        JsonNode lrRange = merged.remove(LR_RANGE);
        if (kind == JobKind.TRAINING && request.has(LR_RANGE)) {
            throw ApiException.badRequest(
                    "invalid_value",
                    LR_RANGE + " is given and kind is training; allowed: with kind " + JobKind.LR_RANGE_TEST.text());
        }
        RunConfig config = read(merged, RunConfig.class);
        requirePossible(config, architecture);
        return new JobOrder(config, kind == JobKind.TRAINING ? null : read(lrRange, LrRangeSpec.class), null);
    }

    /** Nothing is trained, so that all but the data and the promotion is left to the checkpoints. */
    private JobOrder ensemble(JsonNode request) {
        Architecture any = Architectures.all().get(0);
        ObjectNode config = Json.strict().valueToTree(defaults(any, data(request.get("data"))));
        ObjectNode merged = Json.strict().createObjectNode();
        merged.put(KIND, JobKind.ENSEMBLE.text());
        merged.putObject("data");
        merged.set(ENSEMBLE, Json.strict().valueToTree(EnsembleSpec.DEFAULT));
        merged.put(PROMOTE, PromotionMode.NEVER.name().toLowerCase(Locale.ROOT));
        ObjectNode overrides = request.deepCopy();
        overrides.remove("data");
        JsonNode candidates = overrides.path(ENSEMBLE) instanceof ObjectNode asked ? asked.remove(CANDIDATES) : null;
        if (candidates != null && !candidates.isArray()) {
            throw ApiException.badRequest(
                    "invalid_value",
                    "ensemble.candidates is " + candidates + "; allowed: a list of the ids of checkpoints");
        }
        merge("", merged, overrides);
        ObjectNode spec = (ObjectNode) merged.path(ENSEMBLE);
        if (candidates != null) {
            spec.set(CANDIDATES, candidates);
        }
        config.set(PROMOTE, merged.path(PROMOTE));
        return new JobOrder(read(config, RunConfig.class), null, read(spec, EnsembleSpec.class));
    }

    /** As jobs and answers write them, in order. */
    static List<String> texts(Set<Precision> precisions) {
        return precisions.stream().map(RunConfigResolver::text).sorted().toList();
    }

    /** What only some architectures have. */
    private static void requirePossible(RunConfig config, Architecture architecture) {
        if (config.normalization() == NormalizationMode.FIXED
                && architecture.normalization().isEmpty()) {
            throw ApiException.badRequest(
                    "invalid_value",
                    "normalization is fixed and " + architecture.id()
                            + " declares no normalization; allowed: pooled, per_channel");
        }
        if (!architecture.precisions().contains(config.precision())) {
            throw ApiException.badRequest(
                    "invalid_value",
                    "precision is " + text(config.precision()) + " and " + architecture.id()
                            + " cannot be trained in it; allowed: "
                            + texts(architecture.precisions()));
        }
    }

    private static String text(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    private static JobKind kind(JsonNode kind) {
        return JobKind.parse(kind.textValue())
                .orElseThrow(() -> ApiException.badRequest(
                        "invalid_value", KIND + " is " + kind + "; allowed: " + JobKind.texts()));
    }

    private static Architecture architecture(@Nullable JsonNode id) {
        List<String> known = Architectures.all().stream().map(Architecture::id).toList();
        if (id == null || id.isNull()) {
            throw ApiException.badRequest("missing_field", "Field 'architecture' is missing; allowed: " + known);
        }
        if (!id.isTextual()) {
            throw ApiException.badRequest("invalid_value", "architecture is " + id + "; allowed: " + known);
        }
        try {
            return Architectures.byId(id.textValue());
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("unknown_architecture", sentence(e));
        }
    }

    /** The path is resolved here, so that what was allowed is what is read later. */
    private DataConfig data(@Nullable JsonNode request) {
        ObjectNode merged = Json.strict().valueToTree(new DataConfig(null, true, DEFAULT_MAX_MISSING_SHARE));
        if (request == null) {
            return read(merged, DataConfig.class);
        }
        if (!request.isObject()) {
            throw ApiException.badRequest(
                    "invalid_value", "data is " + request + "; allowed: an object with " + ConfigMerge.names(merged));
        }
        ObjectNode overrides = request.deepCopy();
        JsonNode path = overrides.remove("path");
        if (path != null) {
            if (!path.isTextual()) {
                throw ApiException.badRequest("invalid_value", "data.path is " + path + "; allowed: a folder as text");
            }
            merged.put("sample", false);
            merged.put("path", resolved(path.textValue()));
        }
        merge("data.", merged, overrides);
        return read(merged, DataConfig.class);
    }

    private String resolved(String path) {
        try {
            return roots.resolve(path).toString();
        } catch (InvalidDataSetException e) {
            throw ApiException.badRequest(e.code(), sentence(e));
        }
    }

    private RunConfig defaults(Architecture architecture, DataConfig data) {
        TrainingRecipe recipe = data.sample() ? architecture.sampleRecipe() : architecture.recipe();
        return new RunConfig(
                architecture.id(),
                data,
                recipe.epochs(),
                recipe.batchSize(),
                recipe.batchNormMomentum(),
                DEFAULT_SEED,
                DEFAULT_SPLIT,
                recipe.optimizer(),
                recipe.schedule(),
                recipe.augmentation(),
                architecture.normalization().isPresent() ? NormalizationMode.FIXED : NormalizationMode.POOLED,
                recipe.imbalance(),
                recipe.labelSmoothing(),
                recipe.mixup(),
                recipe.weightAverage(),
                recipe.earlyStopping(),
                recipe.fineTuning(),
                EvaluationSpec.DEFAULT,
                architecture.precisions().contains(fastest) ? fastest : Precision.FP32,
                CheckpointPrecision.FP32,
                RunConfig.PromotionMode.AUTO);
    }

    /** Leaves the default where the request says so itself. */
    private static void removeAutomatic(ObjectNode overrides) {
        JsonNode precision = overrides.get("precision");
        if (precision == null) {
            return;
        }
        List<String> allowed = new ArrayList<>(List.of("auto"));
        for (Precision value : Precision.values()) {
            allowed.add(text(value));
        }
        if (!allowed.contains(precision.textValue())) {
            throw ApiException.badRequest("invalid_value", "precision is " + precision + "; allowed: " + allowed);
        }
        if (precision.textValue().equals("auto")) {
            overrides.remove("precision");
        }
    }

    private static void merge(String path, ObjectNode defaults, ObjectNode overrides) {
        List<String> names = new ArrayList<>();
        overrides.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            ConfigMerge.set(defaults, path, name, overrides.get(name));
        }
    }

    private static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return Json.strict().treeToValue(tree, type);
        } catch (ValueInstantiationException e) {
            if (e.getCause() instanceof IllegalArgumentException outOfRange) {
                throw ApiException.badRequest("invalid_value", sentence(outOfRange));
            }
            throw JsonErrors.refusalOf(e);
        } catch (JsonProcessingException e) {
            throw JsonErrors.refusalOf(e);
        }
    }

    private static String sentence(RuntimeException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
