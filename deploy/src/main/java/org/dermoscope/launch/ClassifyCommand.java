package org.dermoscope.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.folder.FolderException;
import org.dermoscope.folder.FolderJob;
import org.dermoscope.folder.FolderModel;
import org.dermoscope.folder.FolderProgress;
import org.dermoscope.folder.FolderRun;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.wire.Disclaimer;
import org.jspecify.annotations.Nullable;

/** {@code ./run classify}: classifies a folder in this process. Stateless. */
final class ClassifyCommand {
    private static final int SOME_BAD = 3;

    private ClassifyCommand() {}

    static int run(PrintStream out, ClassifyOptions options) throws LaunchException, InterruptedException {
        FolderJob job = options.requireJob(System.getenv());
        // DJL must not look for files or send figures over the network.
        setUnlessSaid("DJL_OFFLINE");
        setUnlessSaid("OPT_OUT_TRACKING");
        try (FolderRun run = FolderRun.open(job, options.overwrite())) {
            return run(out, options, run);
        } catch (FolderException refused) {
            throw new LaunchException(refused.getMessage() + ".");
        } catch (IOException failed) {
            throw new LaunchException("the results cannot be written: " + failed
                    + ". The same command goes on from where this one got to.");
        } catch (StoreException | CheckpointRejectedException failed) {
            throw new LaunchException("the model cannot be loaded: " + failed.getMessage());
        }
    }

    private static void setUnlessSaid(String name) {
        if (System.getenv(name) == null && System.getProperty(name) == null) {
            System.setProperty(name, "true");
        }
    }

    private static int run(PrintStream out, ClassifyOptions options, FolderRun run)
            throws IOException, FolderException, LaunchException, InterruptedException {
        FolderJob job = run.job();
        try (FolderModel model = model(options, run)) {
            if (run.begunModel() != null) {
                out.println("Going on after " + run.done() + " files.");
            }
            out.println("Classifying " + job.folder() + " with " + model.id() + " on " + model.engine() + ", "
                    + job.threads() + (job.threads() == 1 ? " thread" : " threads"));
            if (model.synthetic()) {
                out.println("This model was trained on the synthetic sample: its answers say nothing of skin.");
            }
            FolderDisplay display = new FolderDisplay(out, System.console() != null);
            FolderProgress done = run.complete(model, display::show);
            display.end();
            out.println(summary(done, job));
            out.println(Disclaimer.TEXT);
            return done.bad() == 0 ? 0 : SOME_BAD;
        }
    }

    /** What a run before began with goes on, so that no results are of two models. */
    private static FolderModel model(ClassifyOptions options, FolderRun run) throws FolderException, LaunchException {
        @Nullable CheckpointId checkpoint = options.checkpoint();
        Optional<ServingEngine> engine = options.engine();
        String begunModel = run.begunModel();
        String begunEngine = run.begunEngine();
        if (begunModel != null && begunEngine != null) {
            requireSame("--checkpoint", checkpoint == null ? begunModel : checkpoint.toString(), begunModel, run.job());
            requireSame("--engine", engine.map(ServingEngine::id).orElse(begunEngine), begunEngine, run.job());
            checkpoint = CheckpointId.parse(begunModel);
            engine = Optional.of(ServingEngine.ofId(begunEngine));
        }
        try (FilesystemArtifactStore store =
                new FilesystemArtifactStore(options.store().path())) {
            return FolderModel.load(new CheckpointRepository(store), checkpoint, engine);
        }
    }

    private static void requireSame(String option, String asked, String begun, FolderJob job) throws LaunchException {
        if (!asked.equals(begun)) {
            throw new LaunchException(option + " is '" + asked + "', but " + job.output() + " was begun with '" + begun
                    + "'; go on with that, or remove " + job.journal() + " to begin anew.");
        }
    }

    private static String summary(FolderProgress done, FolderJob job) throws IOException {
        return String.format(
                Locale.ROOT,
                "%d files, %d of them bad, %.1f images/s  %s (%s)",
                done.done(),
                done.bad(),
                done.imagesPerSecond(),
                job.output(),
                PruneTable.size(Files.size(job.output())));
    }
}
