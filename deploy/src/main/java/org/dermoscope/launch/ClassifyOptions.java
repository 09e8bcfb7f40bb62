package org.dermoscope.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.folder.FolderJob;
import org.dermoscope.folder.ResultFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code ./run classify} asks for.
 *
 * @param job null only with {@code help}
 * @param checkpoint null for the champion
 * @param engine empty for the fastest that passes the checks
 * @param overwrite whether results that are there may be replaced
 */
record ClassifyOptions(
        boolean help,
        @Nullable FolderJob job,
        StoreFolder store,
        @Nullable CheckpointId checkpoint,
        Optional<ServingEngine> engine,
        boolean overwrite) {
    static final String USAGE = """
            usage: ./run classify DIR --out FILE [options]

            Classifies all files of a folder and of those below it with the store's champion, without a service. Names that
            begin with a dot are left out. The same command goes on where one before it was broken off.

              --out FILE            where the rows go: FILE ends with .csv or .parquet
              --overwrite           replace FILE if it is there
              --store DIR           the store's folder (default: data/store)
              --checkpoint ID       another than the champion
              --engine E            onednn-int8, onnx-int8, onnx or auto (default): the fastest that passes the checks
              --threads N           default: the processors
              --help

            Exit code: 0 when all files were classified, 3 when some could not be (their rows say why), 1 when it failed, 2 for
            a wrong command line.
            """;

    private static final int MAX_THREADS = 1024;
    private static final String AUTO = "auto";

    /** @param root of the project, below which the store lies by default */
    static ClassifyOptions parse(List<String> arguments, Path root) throws LaunchException {
        Parser parser = new Parser(root);
        CommandLine line = new CommandLine(arguments, USAGE);
        while (line.hasNext()) {
            parser.accept(line.next(), line);
        }
        return parser.options();
    }

    /** Before anything is written: refuses a store that is none, and results that would be lost. */
    FolderJob requireJob(Map<String, String> environment) throws LaunchException {
        store.require("classify", environment, "");
        if (job == null) {
            throw new IllegalStateException("There is no job with --help");
        }
        return job;
    }

    private static final class Parser {
        private boolean help;
        private @Nullable Path folder;
        private @Nullable Path output;
        private boolean overwrite;
        private StoreFolder store;
        private @Nullable CheckpointId checkpoint;
        private Optional<ServingEngine> engine = Optional.empty();
        private int threads = Runtime.getRuntime().availableProcessors();

        Parser(Path root) {
            this.store = StoreFolder.byDefault(root);
        }

        void accept(String option, CommandLine line) throws LaunchException {
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--out" -> output = line.path(option);
                case "--overwrite" -> overwrite = true;
                case "--store" -> store = StoreFolder.named(line.path(option));
                case "--checkpoint" -> checkpoint = checkpoint(line.value(option));
                case "--engine" -> engine = engine(line.value(option));
                case "--threads" -> threads = line.number(option, MAX_THREADS);
                default -> folder(option, line);
            }
        }

        private void folder(String argument, CommandLine line) throws LaunchException {
            if (argument.startsWith("-")) {
                throw line.unknown(argument);
            }
            if (folder != null) {
                throw new LaunchException(
                        "'" + argument + "' is a second folder after '" + folder + "'; allowed: one.");
            }
            folder = CommandLine.existingFolder("DIR", argument);
        }

        private static CheckpointId checkpoint(String id) throws LaunchException {
            try {
                return CheckpointId.parse(id);
            } catch (IllegalArgumentException e) {
                throw new LaunchException("--checkpoint: " + e.getMessage());
            }
        }

        private static Optional<ServingEngine> engine(String id) throws LaunchException {
            if (id.equals(AUTO)) {
                return Optional.empty();
            }
            try {
                return Optional.of(ServingEngine.ofId(id));
            } catch (IllegalArgumentException e) {
                throw new LaunchException("--engine: " + e.getMessage() + " and " + AUTO + ".");
            }
        }

        ClassifyOptions options() throws LaunchException {
            return new ClassifyOptions(help, help ? null : job(), store, checkpoint, engine, overwrite);
        }

        private FolderJob job() throws LaunchException {
            if (folder == null) {
                throw new LaunchException("The folder to classify is missing.\n\n" + USAGE);
            }
            if (output == null) {
                throw new LaunchException("--out is missing; it names a file that ends with "
                        + String.join(" or ", ResultFormat.extensions()) + ".\n\n" + USAGE);
            }
            Path file = output;
            ResultFormat format = ResultFormat.of(file)
                    .orElseThrow(() -> new LaunchException("--out names '" + file + "'; allowed: a file that ends with "
                            + String.join(" or ", ResultFormat.extensions()) + "."));
            Path parent = file.getParent();
            if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(file)) {
                throw new LaunchException("--out names '" + file + "', which is a folder or lies in none.");
            }
            return new FolderJob(folder, file, format, threads);
        }
    }
}
