package org.dermoscope.launch;

import java.io.IOException;
import java.util.Optional;
import org.dermoscope.tune.Planned;
import org.dermoscope.tune.SearchState;
import org.dermoscope.tune.SearchStateFile;
import org.dermoscope.tune.TimeBudget;
import org.dermoscope.tune.TrialRun;

/**
 * A search, job after job. What is known is written down at each step, so that a search that is ended by whatever goes on; at
 * worst, if it is killed between posting a job and noting that, a recipe is trained twice. For one thread.
 */
final class TuneLoop {
    private final TrialRuns runs;
    private final SearchStateFile file;
    private final TimeBudget budget;

    TuneLoop(TrialRuns runs, SearchStateFile file, TimeBudget budget) {
        this.runs = runs;
        this.file = file;
        this.budget = budget;
    }

    /** The state when nothing is left to be done, or no time for it. */
    SearchState run(SearchState begun) throws LaunchException, IOException, InterruptedException {
        SearchState state = begun;
        file.write(state);
        while (true) {
            Optional<TrialRun> open = state.openRun();
            if (open.isPresent()) {
                state = await(state, open.get());
                continue;
            }
            Optional<Planned> next = state.order().halving().next(state, budget);
            if (next.isEmpty()) {
                return state;
            }
            state = state.posted(next.get(), runs.post(state, next.get()));
            file.write(state);
        }
    }

    private SearchState await(SearchState before, TrialRun open)
            throws LaunchException, IOException, InterruptedException {
        SearchState state = before;
        TrialRun run = open;
        if (!runs.await(state, run, budget)) {
            // Noted before the job is asked to end: whoever goes on must not take that for somebody's decision.
            run = run.stopping();
            state = state.withLast(run);
            file.write(state);
            runs.stop(state, run);
        }
        state = state.withLast(runs.end(run));
        file.write(state);
        return state;
    }
}
