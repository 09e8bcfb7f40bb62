package org.dermoscope.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.dermoscope.tune.DefaultSpace;
import org.dermoscope.tune.Recipe;
import org.dermoscope.tune.SearchOrder;
import org.dermoscope.tune.SearchSpace;
import org.dermoscope.tune.SearchState;
import org.dermoscope.tune.SearchStateFile;
import org.dermoscope.tune.SpaceReader;
import org.dermoscope.tune.TimeBudget;
import org.dermoscope.tune.TuneException;
import org.jspecify.annotations.Nullable;

/** {@code ./run tune}: searches a recipe with the trainer that is running. Stateless. */
final class TuneCommand {
    private TuneCommand() {}

    static int run(PrintStream out, TuneOptions options, CallerToken token)
            throws LaunchException, InterruptedException {
        ServiceClient trainer = new ServiceClient(options.trainerPort(), token);
        TrialJobs jobs = new TrialJobs(trainer);
        try (SearchStateFile file =
                SearchStateFile.open(options.state().folder(), options.state().name())) {
            @Nullable
            Path data = options.data() != null ? options.data() : LaunchOptions.dataOfFirstTraining(System.getenv());
            Recipe recipe = new Recipe(jobs.recipe(options.architecture(), data == null));
            @Nullable Path declared = options.space();
            SearchSpace space = declared == null ? DefaultSpace.of(recipe) : new SpaceReader(recipe).read(declared);
            SearchOrder order = order(options, data, space, recipe);
            Optional<SearchState> before = file.read(order);
            SearchState state = before.orElseGet(() -> SearchState.begin(order, space));
            TuneReport report = new TuneReport(out, options);
            report.begin(state, before.isPresent());
            TrialRuns runs = new TrialRuns(out, options, jobs, Clock.systemUTC());
            SearchState ended = new TuneLoop(runs, file, new TimeBudget(options.budget())).run(state);
            report.end(ended, file);
            return 0;
        } catch (TuneException refused) {
            throw new LaunchException(refused.getMessage() + ".");
        } catch (IOException failed) {
            throw new LaunchException(
                    "The search cannot be kept in " + options.state().folder() + ": " + failed);
        }
    }

    private static SearchOrder order(TuneOptions options, @Nullable Path data, SearchSpace space, Recipe recipe) {
        return new SearchOrder(
                options.architecture(),
                data == null ? null : data.toString(),
                options.trials(),
                options.epochs() == null ? recipe.epochs() : options.epochs(),
                options.seed(),
                space.json(),
                recipe.json());
    }
}
