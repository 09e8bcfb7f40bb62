package org.dermoscope.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.taxonomy.LesionClass;

/** What the manifests of checkpoints and of ensembles have in common. All throw {@link CheckpointRejectedException}. */
final class ManifestChecks {
    private ManifestChecks() {}

    /** @param version as read, perhaps missing */
    static void requireSchema(JsonNode version, int known) {
        if (!version.isInt() || version.intValue() != known) {
            throw new CheckpointRejectedException(
                    Reason.SCHEMA_VERSION_UNKNOWN,
                    "Unknown schema version " + (version.isMissingNode() ? "(none)" : version) + "; known: [" + known
                            + "]");
        }
    }

    static void requireClassOrder(List<String> codes) {
        if (!codes.equals(LesionClass.codes())) {
            throw new CheckpointRejectedException(
                    Reason.CLASS_ORDER_MISMATCH,
                    "Class order " + codes + " is not this platform's " + LesionClass.codes());
        }
    }

    static void requireObjectNames(Collection<String> names) {
        for (String name : names) {
            if (!ObjectNames.isAllowed(name)) {
                throw new CheckpointRejectedException(
                        Reason.OBJECT_NAME_INVALID,
                        "Object name '" + name + "' is not allowed; an object has a plain file name of letters, digits,"
                                + " '.', '_', '-', other than " + ObjectNames.MANIFEST);
            }
        }
    }
}
