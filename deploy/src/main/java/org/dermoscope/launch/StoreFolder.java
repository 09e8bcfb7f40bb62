package org.dermoscope.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of the store that a command works on without a service.
 *
 * @param named whether the command line names it
 */
record StoreFolder(Path path, boolean named) {
    /** @param root of the project */
    static StoreFolder byDefault(Path root) {
        return new StoreFolder(LaunchOptions.defaultStore(root), false);
    }

    static StoreFolder named(Path path) {
        return new StoreFolder(path, true);
    }

    /**
     * Refuses what is no store in a folder, before opening it would make a folder of it.
     *
     * @param hint what else can be done where the services use another kind of store; may be empty
     */
    void require(String command, Map<String, String> environment, String hint) throws LaunchException {
        requireType(command, environment, hint);
        if (!Files.isDirectory(path)) {
            throw new LaunchException("There is no store in '" + path + "'; --store names the folder of one.");
        }
    }

    /** Refuses the default folder where the services use another kind of store; the folder need not exist. */
    void requireType(String command, Map<String, String> environment, String hint) throws LaunchException {
        String type = environment.getOrDefault("DERMOSCOPE_STORE_TYPE", "filesystem");
        if (!named && !"filesystem".equalsIgnoreCase(type)) {
            throw new LaunchException("DERMOSCOPE_STORE_TYPE is '" + type + "'; ./run " + command
                    + " works on a store in a folder, which --store names." + hint);
        }
    }
}
