package org.dermoscope.tune;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.tune.TrialRun.Cost;
import org.dermoscope.tune.TrialRun.Figures;
import org.dermoscope.tune.TrialRun.State;
import org.jspecify.annotations.Nullable;

/** Recipes and searches to test with. */
final class Searches {
    static final TimeBudget PLENTY = new TimeBudget(Duration.ofDays(1));

    private Searches() {}

    static Recipe recipe(String architecture) {
        return new Recipe(
                Json.strict().valueToTree(Architectures.byId(architecture).recipe()));
    }

    static SearchSpace space() {
        return new SearchSpace(
                new TreeMap<>(Map.of("optimizer.learning_rate", new NumberRange(0.0005, 0.008, true, false))));
    }

    static SearchOrder order(int trials, int epochs) {
        JsonNode recipe = recipe("efficientnet-lite0").json();
        return new SearchOrder("efficientnet-lite0", null, trials, epochs, 7, space().json(), recipe);
    }

    static SearchState begin(int trials, int epochs) {
        return SearchState.begin(order(trials, epochs), space());
    }

    /** With a planned job that has ended. */
    static SearchState ended(SearchState state, Planned planned, State end, @Nullable Figures figures, double seconds) {
        SearchState posted = state.posted(planned, "job-" + state.runs().size());
        TrialRun run = posted.openRun().orElseThrow();
        return posted.withLast(run.ended(end, new Cost(seconds, planned.epochs(), seconds), figures));
    }

    /** With a planned job that has taken ten seconds an epoch. */
    static SearchState done(SearchState state, Planned planned, double accuracy) {
        Figures figures = new Figures(accuracy, accuracy - 0.05, accuracy + 0.05, 1 - accuracy, 1, "checkpoint");
        return ended(state, planned, State.DONE, figures, 10 * planned.epochs());
    }

    /** Carries out what is planned until nothing is; later trials are better. */
    static SearchState search(SearchState begun, TimeBudget budget) {
        SearchState state = begun;
        Halving halving = state.order().halving();
        Optional<Planned> next = halving.next(state, budget);
        while (next.isPresent()) {
            state = done(state, next.get(), next.get().trial().number() / 1000.0);
            next = halving.next(state, budget);
        }
        return state;
    }

    /** Trial numbers of the jobs of a rung, as they were posted. */
    static List<Integer> posted(SearchState state, int rung) {
        return state.runs().stream()
                .filter(run -> run.rung() == rung)
                .map(TrialRun::trial)
                .toList();
    }
}
