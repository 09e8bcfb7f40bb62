package org.dermoscope.launch;

import java.io.PrintStream;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.prune.PrunePlan;
import org.dermoscope.prune.PrunePolicy;
import org.dermoscope.prune.Pruner;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.StoreException;

/** {@code ./run prune}: removes old checkpoints and says which and why. Stateless. */
final class PruneCommand {
    private PruneCommand() {}

    static int run(PrintStream out, PruneOptions options) throws LaunchException {
        options.requireFolderStore(System.getenv());
        try (FilesystemArtifactStore store =
                new FilesystemArtifactStore(options.store().path())) {
            Pruner pruner = new Pruner(new CheckpointRepository(store), new PrunePolicy(options.keep()));
            PrunePlan plan = pruner.plan();
            PrunePlan shown = options.dryRun() ? plan : pruner.carryOut(plan);
            out.println("Checkpoints in " + options.store().path() + ", the newest first:");
            PruneTable.of(shown, options.dryRun()).forEach(out::println);
            return 0;
        } catch (StoreException | CheckpointRejectedException failed) {
            throw new LaunchException("the store cannot be pruned: " + failed.getMessage());
        }
    }
}
