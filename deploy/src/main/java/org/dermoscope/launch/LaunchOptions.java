package org.dermoscope.launch;

import java.nio.file.Path;
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
                   ./run COMMAND [options]     train, follow, tune, classify, prune, audit, import-weights or
                                               camera; ./run COMMAND --help says more

            Builds what is not built, starts trainer-service and inference-service on a folder as store, takes over the
            models of reference-models/ when the store holds none (where there are none either, trains a first one),
            classifies one image that was not trained on, and serves.

              --once                end after that answer
              --data DIR            train on the HAM10000 folder DIR (default: HAM10000_DIR if set, else a generated sample)
              --store DIR           the store's folder (default: data/store)
              --architecture A      sequential-cnn (default), custom-resnet, …
              --epochs N            train for at most N epochs (default: the recipe's)
              --port-trainer P      default 8080
              --port-inference P    default 5000
              --help

            --data, --architecture and --epochs always train, also when the store holds a model.
            """;

    static final int MAX_EPOCHS = 10_000;
    static final int DEFAULT_TRAINER_PORT = 8080;

    static final String DEFAULT_ARCHITECTURE = "sequential-cnn";

    /** Whether the command line asks for a training. */
    boolean trainingRequested() {
        return data != null || architecture != null || epochs != null;
    }

    String architectureOrDefault() {
        return architecture == null ? DEFAULT_ARCHITECTURE : architecture;
    }

    /** @param root of the project, below which the store lies by default */
    static LaunchOptions parse(List<String> arguments, Path root) throws LaunchException {
        Parser parser = new Parser(defaultStore(root));
        CommandLine line = new CommandLine(arguments, USAGE);
        while (line.hasNext()) {
            parser.accept(line.next(), line);
        }
        return parser.options();
    }

    /** The folder of a first training when none was asked for; null for the generated sample. */
    static @Nullable Path dataOfFirstTraining(Map<String, String> environment) throws LaunchException {
        String folder = environment.get("HAM10000_DIR");
        return folder == null || folder.isBlank() ? null : CommandLine.existingFolder("HAM10000_DIR", folder);
    }

    static Path defaultStore(Path root) {
        return root.resolve("data").resolve("store");
    }

    private static final class Parser {
        private boolean help;
        private boolean once;
        private @Nullable Path data;
        private Path store;
        private @Nullable String architecture;
        private @Nullable Integer epochs;
        private int trainerPort = DEFAULT_TRAINER_PORT;
        private int inferencePort = 5000;

        Parser(Path store) {
            this.store = store;
        }

        void accept(String option, CommandLine line) throws LaunchException {
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--once" -> once = true;
                case "--data" -> data = line.folder(option);
                case "--store" -> store = line.path(option);
                case "--architecture" -> architecture = line.value(option);
                case "--epochs" -> epochs = line.number(option, MAX_EPOCHS);
                case "--port-trainer" -> trainerPort = line.port(option);
                case "--port-inference" -> inferencePort = line.port(option);
                default -> throw line.unknown(option);
            }
        }

        LaunchOptions options() throws LaunchException {
            if (trainerPort == inferencePort) {
                throw new LaunchException(
                        "--port-trainer and --port-inference are both " + trainerPort + "; they must differ.");
            }
            return new LaunchOptions(help, once, data, store, architecture, epochs, trainerPort, inferencePort);
        }
    }
}
