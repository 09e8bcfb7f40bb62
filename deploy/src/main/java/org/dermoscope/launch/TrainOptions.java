package org.dermoscope.launch;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code ./run train} asks for.
 *
 * @param data folder as the trainer is to see it, null for the default
 * @param epochs null for the recipe's
 */
record TrainOptions(
        boolean help,
        boolean follow,
        @Nullable Path data,
        String architecture,
        @Nullable Integer epochs,
        int trainerPort) {
    static final String USAGE = """
            usage: ./run train [options]

            Posts a training to a trainer that is already running on this machine.

              --architecture A      sequential-cnn (default), custom-resnet, …
              --data DIR            train on the HAM10000 folder DIR, below a data root of the trainer
                                    (default: HAM10000_DIR if set, else a generated sample)
              --epochs N            train for at most N epochs (default: the recipe's)
              --follow              show the progress until the training has ended
              --port-trainer P      default 8080
              --help

            Sends the token of DERMOSCOPE_TOKEN or DERMOSCOPE_OPERATOR_TOKEN, else the one in data/operator-token.
            """;

    static TrainOptions parse(List<String> arguments) throws LaunchException {
        CommandLine line = new CommandLine(arguments, USAGE);
        boolean help = false;
        boolean follow = false;
        Path data = null;
        String architecture = LaunchOptions.DEFAULT_ARCHITECTURE;
        Integer epochs = null;
        int trainerPort = LaunchOptions.DEFAULT_TRAINER_PORT;
        while (line.hasNext()) {
            String option = line.next();
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--follow" -> follow = true;
                case "--data" -> data = line.path(option);
                case "--architecture" -> architecture = line.value(option);
                case "--epochs" -> epochs = line.number(option, LaunchOptions.MAX_EPOCHS);
                case "--port-trainer" -> trainerPort = line.port(option);
                default -> throw line.unknown(option);
            }
        }
        return new TrainOptions(help, follow, data, architecture, epochs, trainerPort);
    }
}
