package org.dermoscope.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the command line of {@code ./run prune} asks for.
 *
 * @param keep how many of the newest of each architecture, at least 1; 0 only with {@code help}
 * @param dryRun only show what would go
 */
record PruneOptions(boolean help, int keep, boolean dryRun, StoreFolder store) {
    static final String USAGE = """
            usage: ./run prune --keep N [--dry-run] [--store DIR]

            Removes old checkpoints from a store in a folder. Of each architecture the newest N stay; the champion, the
            last five champions and pinned checkpoints stay whatever their age.

              --keep N              at least 1
              --dry-run             show what would be removed, and remove nothing
              --store DIR           the store's folder (default: data/store)
              --help
            """;

    private static final int MAX_KEEP = 1_000_000;

    /** @param root of the project, below which the store lies by default */
    static PruneOptions parse(List<String> arguments, Path root) throws LaunchException {
        CommandLine line = new CommandLine(arguments, USAGE);
        boolean help = false;
        boolean dryRun = false;
        int keep = 0;
        StoreFolder store = StoreFolder.byDefault(root);
        while (line.hasNext()) {
            String option = line.next();
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--dry-run" -> dryRun = true;
                case "--keep" -> keep = line.number(option, MAX_KEEP);
                case "--store" -> store = StoreFolder.named(line.path(option));
                default -> throw line.unknown(option);
            }
        }
        if (keep == 0 && !help) {
            throw new LaunchException("--keep is missing; allowed: 1 to " + MAX_KEEP + ".\n\n" + USAGE);
        }
        return new PruneOptions(help, keep, dryRun, store);
    }

    /** @throws LaunchException if there is no store in the folder */
    void requireFolderStore(Map<String, String> environment) throws LaunchException {
        store.require(
                "prune",
                environment,
                " The trainer prunes any store after each publication: set DERMOSCOPE_KEEP_CHECKPOINTS for it.");
    }
}
