package org.dermoscope.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code ./run tune} asks for.
 *
 * @param architecture empty only with {@code help}
 * @param data folder as the trainer is to see it, null for the default
 * @param epochs of the last rung, null for the recipe's
 * @param space file, null for the default space
 * @param state where searches are kept
 */
record TuneOptions(
        boolean help,
        String architecture,
        @Nullable Path data,
        Duration budget,
        int trials,
        @Nullable Integer epochs,
        long seed,
        @Nullable Path space,
        State state,
        int trainerPort) {
    static final String USAGE = """
            usage: ./run tune --architecture A [options]

            Tries recipes for an architecture with a trainer that is already running on this machine, and prints the best as
            a job that can be posted. Successive halving: all are trained for some epochs, of each rung the best third by
            balanced accuracy on the validation part goes on to three times as many. The first is the architecture's own
            recipe. The test part takes no part in the choice. Each trial is a job, which can be followed and cancelled (then
            it is out); none becomes champion by itself. After Ctrl-C the job that runs goes on, and so does the search by
            the same command.

              --architecture A      whose recipe is searched
              --data DIR            the HAM10000 folder DIR, below a data root of the trainer
                                    (default: HAM10000_DIR if set, else a generated sample)
              --budget T            for how long the jobs may run in total, as 90m or 2h30m (default: 2h). A job begins if it
                                    is expected to end in time; one that still runs at the end is cancelled and not
                                    compared. The same command with a larger budget goes on
              --trials N            recipes in the first rung (default: 9, which makes three rungs: 9, 3, 1)
              --epochs N            of the last rung (default: the recipe's)
              --seed S              by which recipes are drawn (default: 42)
              --space FILE          what is searched, as JSON (default: around the recipe; README.md has the form)
              --name NAME           under which the search is kept, in data/tune (default: the architecture)
              --port-trainer P      default 8080
              --help
            """;

    private static final int MAX_TRIALS = 243;
    private static final Duration MAX_BUDGET = Duration.ofDays(365);

    /** Name and folder of what is kept of a search. */
    record State(Path folder, String name) {}

    /** @param root of the project, below which searches are kept */
    static TuneOptions parse(List<String> arguments, Path root) throws LaunchException {
        Parser parser = new Parser();
        CommandLine line = new CommandLine(arguments, USAGE);
        while (line.hasNext()) {
            parser.accept(line.next(), line);
        }
        return parser.options(root.resolve("data").resolve("tune"));
    }

    private static final class Parser {
        private boolean help;
        private String architecture = "";
        private @Nullable Path data;
        private Duration budget = Duration.ofHours(2);
        private int trials = 9;
        private @Nullable Integer epochs;
        private long seed = 42;
        private @Nullable Path space;
        private String name = "";
        private int trainerPort = LaunchOptions.DEFAULT_TRAINER_PORT;

        void accept(String option, CommandLine line) throws LaunchException {
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--architecture" -> architecture = name(option, line.value(option));
                case "--data" -> data = line.path(option);
                case "--budget" -> budget = budget(line.value(option));
                case "--trials" -> trials = line.number(option, MAX_TRIALS);
                case "--epochs" -> epochs = line.number(option, LaunchOptions.MAX_EPOCHS);
                case "--seed" -> seed = line.number(option, Integer.MAX_VALUE);
                case "--space" -> space = space(line.path(option));
                case "--name" -> name = name(option, line.value(option));
                case "--port-trainer" -> trainerPort = line.port(option);
                default -> throw line.unknown(option);
            }
        }

        TuneOptions options(Path folder) throws LaunchException {
            if (architecture.isEmpty() && !help) {
                throw new LaunchException("--architecture is missing.\n\n" + USAGE);
            }
            State state = new State(folder, name.isEmpty() ? architecture : name);
            return new TuneOptions(help, architecture, data, budget, trials, epochs, seed, space, state, trainerPort);
        }

        /** It becomes part of a file's name. */
        private static String name(String option, String value) throws LaunchException {
            if (!value.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
                throw new LaunchException(option + " is '" + value
                        + "'; allowed: 1 to 64 of a-z, 0-9, - and _, beginning with a letter or a digit.");
            }
            return value;
        }

        private static Duration budget(String value) throws LaunchException {
            try {
                Duration budget = Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
                if (budget.compareTo(Duration.ofSeconds(1)) >= 0 && budget.compareTo(MAX_BUDGET) <= 0) {
                    return budget;
                }
            } catch (DateTimeParseException noDuration) {
                // answered below, together with what is out of range
            }
            throw new LaunchException("--budget is '" + value + "'; allowed: 1s to 8760h, as 45s, 90m, 2h or 2h30m.");
        }

        private static Path space(Path file) throws LaunchException {
            if (!Files.isRegularFile(file)) {
                throw new LaunchException("--space names '" + file + "', which is no file.");
            }
            return file;
        }
    }
}
