package org.dermoscope.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A weighted set of checkpoints that answers together: the mean of its members' calibrated probabilities by weight, at a
 * temperature of its own. Written last, so that an ensemble exists exactly when its manifest does. Its JSON is
 * snake_case; readers ignore fields that they do not know.
 *
 * @param schemaVersion major version of this format, see {@link #SCHEMA_VERSION}
 * @param id see {@link EnsembleId}
 * @param members at least two, the heaviest first, each once; weights above 0, their sum 1
 * @param classOrder codes in the order of the members' outputs
 * @param data that all members were trained on, in this split
 * @param selection how the members were chosen, on the validation part
 * @param evaluation of the mean, at temperature 1
 * @param calibration of the mean; null to serve it as it is
 * @param operatingPoints on the calibrated mean
 * @param objects every object beside the manifest, by its name below the ensemble's prefix
 */
public record EnsembleManifest(
        int schemaVersion,
        String id,
        Instant createdAt,
        List<Champion.Member> members,
        List<String> classOrder,
        Manifest.DataInfo data,
        Selection selection,
        Manifest.EvaluationSummary evaluation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Calibration calibration,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OperatingPoint> operatingPoints,
        Provenance provenance,
        Map<String, Manifest.ObjectInfo> objects) {
    /** The schema version that this code writes and the only major version that it reads. */
    public static final int SCHEMA_VERSION = 1;

    private static final double ROUNDING = 1e-9;

    public EnsembleManifest {
        EnsembleId.parse(Required.field("id", id));
        Required.field("created_at", createdAt);
        members = List.copyOf(Required.field("members", members));
        requireWeighted(members);
        classOrder = List.copyOf(Required.field("class_order", classOrder));
        Required.field("data", data);
        Required.field("selection", selection);
        Required.field("evaluation", evaluation);
        operatingPoints = operatingPoints == null ? List.of() : List.copyOf(operatingPoints);
        Required.field("provenance", provenance);
        objects = Map.copyOf(Required.field("objects", objects));
    }

    private static void requireWeighted(List<Champion.Member> members) {
        if (members.stream().map(Champion.Member::checkpointId).distinct().count() != members.size()
                || members.size() < 2) {
            throw new IllegalArgumentException("Field 'members' names "
                    + members.stream().map(Champion.Member::checkpointId).toList()
                    + "; allowed: two checkpoints or more, each once");
        }
        members.forEach(member -> CheckpointId.parse(member.checkpointId()));
        double sum = 0;
        double before = 1;
        for (Champion.Member member : members) {
            if (!(member.weight() > 0 && member.weight() <= before)) {
                throw new IllegalArgumentException("Field 'members[].weight' is " + member.weight()
                        + "; allowed: above 0, the largest first, all summing to 1");
            }
            before = member.weight();
            sum += member.weight();
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("The members' weights sum to " + sum + "; allowed: 1");
        }
    }

    public EnsembleId ensembleId() {
        return EnsembleId.parse(id);
    }

    /** What its answers say of it. */
    public ModelFacts facts() {
        return new ModelFacts(id, data, calibration != null, operatingPoints);
    }

    /** Of the mean of the members' probabilities; 1 without a calibration. */
    public double temperature() {
        return calibration == null ? 1 : calibration.temperature();
    }

    EnsembleManifest listing(Map<String, Manifest.ObjectInfo> objects) {
        return new EnsembleManifest(
                schemaVersion,
                id,
                createdAt,
                members,
                classOrder,
                data,
                selection,
                evaluation,
                calibration,
                operatingPoints,
                provenance,
                objects);
    }

    /**
     * @param method for people
     * @param criterion what was maximised
     * @param maxMembers how many members were allowed
     * @param rounds in which a candidate was taken; a member's weight is its share of them
     * @param candidates with their own figures, the best first
     */
    public record Selection(
            String method, String criterion, int maxMembers, int rounds, List<CandidateFigures> candidates) {
        public Selection {
            Required.field("selection.method", method);
            Required.field("selection.criterion", criterion);
            candidates = List.copyOf(Required.field("selection.candidates", candidates));
        }
    }

    /**
     * Of one checkpoint on the validation part, calibrated.
     *
     * @param loss mean cross-entropy, in nats
     */
    public record CandidateFigures(String checkpointId, double balancedAccuracy, double loss) {
        public CandidateFigures {
            Required.field("selection.candidates[].checkpoint_id", checkpointId);
        }
    }

    /**
     * @param jobId the job that chose it
     * @param versions of the platform, the engine and the JVM
     * @param device for people
     */
    public record Provenance(String jobId, Map<String, String> versions, String device) {
        public Provenance {
            Required.field("provenance.job_id", jobId);
            Required.field("provenance.versions", versions);
            Required.field("provenance.device", device);
        }
    }
}
