package org.dermoscope.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.tune.Halving;
import org.dermoscope.tune.SearchOrder;
import org.dermoscope.tune.SearchState;
import org.dermoscope.tune.SearchStateFile;
import org.dermoscope.tune.TrialRun;
import org.dermoscope.tune.TrialRun.Figures;
import org.jspecify.annotations.Nullable;

/** What a search is and what it has come to, for people. */
final class TuneReport {
    private static final String ROW = "  %4s  %5s  %6s  %-38s  %10s  %s";

    private final PrintStream out;
    private final TuneOptions options;

    TuneReport(PrintStream out, TuneOptions options) {
        this.out = out;
        this.options = options;
    }

    /** @param goesOn whether it was begun before */
    void begin(SearchState state, boolean goesOn) {
        SearchOrder order = state.order();
        Halving halving = order.halving();
        String rungs = IntStream.range(0, halving.rungs())
                .mapToObj(rung -> halving.size(rung) + " for " + TrialRuns.epochs(halving.epochs(rung)))
                .collect(Collectors.joining(", then "));
        out.println((goesOn ? "Going on with the search of " : "Searching ") + order.trials() + " recipes of "
                + order.architecture() + " on " + (order.data() == null ? "the synthetic sample" : order.data()) + ": "
                + rungs);
        order.space()
                .fields()
                .forEachRemaining(setting -> out.println("  " + setting.getKey() + "  " + setting.getValue()));
    }

    /** @throws LaunchException if no trial has figures */
    void end(SearchState state, SearchStateFile file) throws LaunchException, IOException {
        table(state).forEach(out::println);
        leftOut(state).forEach(out::println);
        TrialRun best = state.best()
                .orElseThrow(() -> new LaunchException("No trial has ended with figures; see above, and in "
                        + file.path() + ". Remove that file to begin anew."));
        ObjectNode request = JobRequest.of(
                state.order(), state.trial(best.trial()), state.order().epochs());
        out.println("The best is trial " + best.trial() + ", "
                + state.trial(best.trial()).text() + ".");
        if (best.epochs() < state.order().epochs()) {
            out.println("It has been trained for " + TrialRuns.epochs(best.epochs()) + " only.");
        }
        out.println(new String(Json.document(request), StandardCharsets.UTF_8));
        out.println("That is the body for POST /jobs, also in " + file.writeBeside("-best.json", request));
        @Nullable String checkpoint = best.requireFigures().checkpointId();
        if (checkpoint != null) {
            out.println("Its trial's checkpoint is " + checkpoint
                    + ", which does not become champion by itself; POST /checkpoints/" + checkpoint
                    + "/promote makes it so.");
        }
    }

    static List<String> table(SearchState state) {
        List<String> lines = new ArrayList<>();
        lines.add(row("rung", "trial", "epochs", "on the validation part", "best epoch", "recipe"));
        for (int rung = state.order().halving().rungs() - 1; rung >= 0; rung--) {
            int shown = rung;
            List<TrialRun> ranking = state.ranking(rung);
            ranking.forEach(run -> lines.add(row(
                    "" + (run.rung() + 1),
                    "" + run.trial(),
                    "" + run.epochs(),
                    figures(run.requireFigures()),
                    "" + run.requireFigures().bestEpoch(),
                    state.trial(run.trial()).text())));
            state.runs().stream()
                    .filter(run -> run.rung() == shown && run.figures() == null)
                    .forEach(run -> lines.add(row(
                            "" + (run.rung() + 1),
                            "" + run.trial(),
                            "" + run.epochs(),
                            run.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            "",
                            state.trial(run.trial()).text())));
        }
        return lines;
    }

    /** What the budget was too small for. */
    private List<String> leftOut(SearchState state) {
        Halving halving = state.order().halving();
        List<String> lines = new ArrayList<>();
        for (int rung = 0; rung < halving.rungs(); rung++) {
            int open = halving.openTrials(state, rung).size();
            if (open > 0) {
                lines.add("Rung " + (rung + 1) + " lacks " + open + (open == 1 ? " trial" : " trials") + " of "
                        + TrialRuns.epochs(halving.epochs(rung)) + ", for which the budget of "
                        + JobProgress.duration(options.budget().toSeconds()) + ", "
                        + JobProgress.duration(Math.round(state.spentSeconds()))
                        + " of it used, has no time; the same command with a larger --budget goes on.");
            }
        }
        return lines;
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).stripTrailing();
    }

    /** Balanced accuracy with its interval. */
    static String figures(Figures figures) {
        String value = percent(figures.balancedAccuracy()) + " % balanced accuracy";
        @Nullable Double low = figures.low();
        @Nullable Double high = figures.high();
        return low == null || high == null ? value : value + " (" + percent(low) + " to " + percent(high) + ")";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
