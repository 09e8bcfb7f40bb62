package org.dermoscope.checkpoint;

import java.time.Instant;
import java.util.List;

/**
 * The pointer to what is served.
 *
 * @param members one member now; a weighted set later. Weights sum to 1
 * @param reason why it was moved here, one sentence
 * @param promotedBy {@code automatic}, {@code operator} or {@code rollback}
 * @param automaticPromotion false after a rollback: automatic promotion is off until the next promotion by hand
 */
public record Champion(
        int schemaVersion,
        List<Member> members,
        String reason,
        String promotedBy,
        Instant promotedAt,
        boolean automaticPromotion) {
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
