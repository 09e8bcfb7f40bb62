package org.dermoscope.launch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What {@code ./run} was asked to do. */
@FunctionalInterface
interface Command {
    /** The exit code. */
    int run() throws LaunchException, InterruptedException;

    /**
     * @param root of the project
     * @throws LaunchException if the command line is wrong
     */
    static Command parse(List<String> arguments, Path root, PrintStream out) throws LaunchException {
        String name = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        CallerToken token = new CallerToken(System.getenv(), Stack.operatorToken(root));
        return switch (name) {
            case "train" -> {
                TrainOptions options = TrainOptions.parse(rest);
                yield options.help() ? help(out, TrainOptions.USAGE) : () -> TrainCommand.run(out, options, token);
            }
            case "follow" -> {
                FollowOptions options = FollowOptions.parse(rest);
                yield options.help() ? help(out, FollowOptions.USAGE) : () -> FollowCommand.run(out, options, token);
            }
            case "tune" -> {
                TuneOptions options = TuneOptions.parse(rest, root);
                yield options.help() ? help(out, TuneOptions.USAGE) : () -> TuneCommand.run(out, options, token);
            }
            case "prune" -> {
                PruneOptions options = PruneOptions.parse(rest, root);
                yield options.help() ? help(out, PruneOptions.USAGE) : () -> PruneCommand.run(out, options);
            }
            case "audit" -> {
                AuditOptions options = AuditOptions.parse(rest, root);
                yield options.help() ? help(out, AuditOptions.USAGE) : () -> AuditCommand.run(out, options);
            }
            case "classify" -> {
                ClassifyOptions options = ClassifyOptions.parse(rest, root);
                yield options.help() ? help(out, ClassifyOptions.USAGE) : () -> ClassifyCommand.run(out, options);
            }
            case "import-weights" -> {
                ImportWeightsOptions options = ImportWeightsOptions.parse(rest, root);
                yield options.help()
                        ? help(out, ImportWeightsOptions.USAGE)
                        : () -> ImportWeightsCommand.run(out, options);
            }
            default -> {
                LaunchOptions options = LaunchOptions.parse(arguments, root);
                yield options.help() ? help(out, LaunchOptions.USAGE) : () -> Launcher.launch(out, options, root);
            }
        };
    }

    private static Command help(PrintStream out, String usage) {
        return () -> {
            out.print(usage);
            return 0;
        };
    }
}
