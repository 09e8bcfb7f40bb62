package org.dermoscope.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.MinioArtifactStore;
import org.dermoscope.store.MinioSettings;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./run audit} was asked for.
 *
 * @param against snapshot of an earlier audit; null for none
 * @param snapshot file that gets this audit's snapshot; null for none
 */
record AuditOptions(
        boolean help,
        StoreFolder store,
        @Nullable Path against,
        @Nullable Path snapshot) {
    static final String USAGE = """
            Usage: ./run audit [options]

            Reads the whole store and says where it is not as it has to be: each manifest complete, each object's hash
            right, the pointer to the champion valid, the history of champions only grown. Changes nothing. The exit code
            is 0 if all is well, 3 if something is wrong.

              --store DIR       the store's folder (default: data/store, or what DERMOSCOPE_STORE_TYPE=minio and the other
                                settings of the services' store say)
              --snapshot FILE   keep what may never change, for a later audit
              --against FILE    compare with such a snapshot
              --help
            """;

    /** @param root of the project, below which the store lies by default */
    static AuditOptions parse(List<String> arguments, Path root) throws LaunchException {
        CommandLine line = new CommandLine(arguments, USAGE);
        boolean help = false;
        StoreFolder store = StoreFolder.byDefault(root);
        Path against = null;
        Path snapshot = null;
        while (line.hasNext()) {
            String option = line.next();
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--store" -> store = StoreFolder.named(line.path(option));
                case "--against" -> against = line.path(option);
                case "--snapshot" -> snapshot = line.path(option);
                default -> throw line.unknown(option);
            }
        }
        return new AuditOptions(help, store, against, snapshot);
    }

    /**
     * The caller closes it.
     *
     * @throws LaunchException if there is no store in the folder, or a setting is missing
     */
    ArtifactStore open(Map<String, String> environment) throws LaunchException {
        if (!store.named() && "minio".equalsIgnoreCase(environment.get("DERMOSCOPE_STORE_TYPE"))) {
            return new MinioArtifactStore(MinioSettings.of(
                    required(environment, "ENDPOINT"),
                    environment.getOrDefault("DERMOSCOPE_STORE_BUCKET", "dermoscope"),
                    required(environment, "ACCESS_KEY"),
                    required(environment, "SECRET_KEY")));
        }
        store.require("audit", environment, "");
        return new FilesystemArtifactStore(store.path());
    }

    private static String required(Map<String, String> environment, String name) throws LaunchException {
        String value = environment.getOrDefault("DERMOSCOPE_STORE_" + name, "");
        if (value.isBlank()) {
            throw new LaunchException("DERMOSCOPE_STORE_" + name + " is not set; a store of type minio needs it.");
        }
        return value;
    }
}
