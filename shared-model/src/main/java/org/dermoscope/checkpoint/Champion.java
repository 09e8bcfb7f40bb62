package org.dermoscope.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pointer to what is served.
 *
 * @param members one checkpoint, or those of the ensemble. Weights sum to 1
 * @param reason why it was moved here, one sentence
 * @param promotedBy {@code automatic}, {@code operator} or {@code rollback}
 * @param automaticPromotion false after a rollback: automatic promotion is off until the next promotion by hand
 * @param ensemble that the members belong to; null of a checkpoint
 */
public record Champion(
        int schemaVersion,
        List<Member> members,
        String reason,
        String promotedBy,
        Instant promotedAt,
        boolean automaticPromotion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EnsembleReference ensemble) {
    public static final int SCHEMA_VERSION = 1;

    public Champion {
        members = List.copyOf(Required.field("members", members));
        Required.field("reason", reason);
        Required.field("promoted_by", promotedBy);
        Required.field("promoted_at", promotedAt);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("A champion has at least one member");
        }
    }

    /** Of a checkpoint. */
    public Champion(
            int schemaVersion,
            List<Member> members,
            String reason,
            String promotedBy,
            Instant promotedAt,
            boolean automaticPromotion) {
        this(schemaVersion, members, reason, promotedBy, promotedAt, automaticPromotion, null);
    }

    /** The id of the ensemble, or of the checkpoint. */
    public String id() {
        return ensemble == null ? members.get(0).checkpointId() : ensemble.id();
    }

    /** Of the manifest of the ensemble, or of the checkpoint. */
    public String manifestSha256() {
        return ensemble == null ? members.get(0).manifestSha256() : ensemble.manifestSha256();
    }

    /**
     * @param id see {@link EnsembleId}
     * @param manifestSha256 of the ensemble's manifest
     */
    public record EnsembleReference(String id, String manifestSha256) {
        public EnsembleReference {
            Required.field("ensemble.id", id);
            Required.sha256("ensemble.manifest_sha256", manifestSha256);
        }
    }

    /**
     * @param checkpointId see {@link CheckpointId}
     * @param manifestSha256 of the manifest's bytes, so that the pointer names exact content
     */
    public record Member(String checkpointId, String manifestSha256, double weight) {
        public Member {
            Required.field("checkpoint_id", checkpointId);
            Required.sha256("manifest_sha256", manifestSha256);
        }
    }
}
