package org.dermoscope.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code ./run} asks for.
 *
 * @param once end after the first answer
 * @param data folder to train on, null for the default
 * @param store folder of the artifact store
 * @param architecture null for the default
 * @param epochs null for the recipe's
 */
record LaunchOptions(
        boolean help,
        boolean once,
        @Nullable Path data,
        Path store,
        @Nullable String architecture,
        @Nullable Integer epochs,
        int trainerPort,
        int inferencePort) {
    static final String USAGE = """
            usage: ./run [options]

            Builds what is not built, starts trainer-service and inference-service on a folder as store, trains a
            first model when the store holds none, classifies one image that was not trained on, and serves.

              --once                end after that answer
              --data DIR            train on the HAM10000 folder DIR (default: HAM10000_DIR if set, else a generated sample)
              --store DIR           the store's folder (default: data/store)
              --architecture A      sequential-cnn (default) or custom-resnet
              --epochs N            train for at most N epochs (default: the recipe's)
              --port-trainer P      default 8080
              --port-inference P    default 5000
              --help

            --data, --architecture and --epochs always train, also when the store holds a model.
            """;

    private static final String DEFAULT_ARCHITECTURE = "sequential-cnn";

    /** Whether the command line asks for a training. */
    boolean trainingRequested() {
        return data != null || architecture != null || epochs != null;
    }

    String architectureOrDefault() {
        return architecture == null ? DEFAULT_ARCHITECTURE : architecture;
    }

    /** @param root of the project, below which the store lies by default */
    static LaunchOptions parse(List<String> arguments, Path root) throws LaunchException {
        Parser parser = new Parser(root.resolve("data").resolve("store"));
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            parser.accept(rest.removeFirst(), rest);
        }
        return parser.options();
    }

    /** The folder of a first training when none was asked for; null for the generated sample. */
    static @Nullable Path dataOfFirstTraining(Map<String, String> environment) throws LaunchException {
        String folder = environment.get("HAM10000_DIR");
        return folder == null || folder.isBlank() ? null : folder("HAM10000_DIR", folder);
    }

    private static Path folder(String option, String value) throws LaunchException {
        Path path = Path.of(value).toAbsolutePath().normalize();
        if (!Files.isDirectory(path)) {
            throw new LaunchException(option + " names '" + value + "', which is no folder.");
        }
        return path;
    }

    private static final class Parser {
        private boolean help;
        private boolean once;
        private @Nullable Path data;
        private Path store;
        private @Nullable String architecture;
        private @Nullable Integer epochs;
        private int trainerPort = 8080;
        private int inferencePort = 5000;

        Parser(Path store) {
            this.store = store;
        }

        void accept(String option, Deque<String> rest) throws LaunchException {
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--once" -> once = true;
                case "--data" -> data = folder(option, value(option, rest));
                case "--store" ->
                    store = Path.of(value(option, rest)).toAbsolutePath().normalize();
                case "--architecture" -> architecture = value(option, rest);
                case "--epochs" -> epochs = number(option, value(option, rest), 10_000);
                case "--port-trainer" -> trainerPort = number(option, value(option, rest), 65_535);
                case "--port-inference" -> inferencePort = number(option, value(option, rest), 65_535);
                default -> throw new LaunchException("Unknown option '" + option + "'.\n\n" + USAGE);
            }
        }

        LaunchOptions options() throws LaunchException {
            if (trainerPort == inferencePort) {
                throw new LaunchException(
                        "--port-trainer and --port-inference are both " + trainerPort + "; they must differ.");
            }
            return new LaunchOptions(help, once, data, store, architecture, epochs, trainerPort, inferencePort);
        }

        private static String value(String option, Deque<String> rest) throws LaunchException {
            if (rest.isEmpty() || rest.peekFirst().startsWith("--")) {
                throw new LaunchException(option + " needs a value.\n\n" + USAGE);
            }
            return rest.removeFirst();
        }

        private static int number(String option, String value, int max) throws LaunchException {
            try {
                int number = Integer.parseInt(value);
                if (number >= 1 && number <= max) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // answered below, together with numbers out of range
            }
            throw new LaunchException(option + " is '" + value + "'; allowed: 1 to " + max + ".");
        }
    }
}
