package org.dermoscope.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code deploy/faults/run} was asked for.
 *
 * @param root of the project, whose services are packaged
 * @param work folder for stores, logs and temporary files
 * @param groups which cases to run
 * @param only run the cases whose name has this text
 * @param seed of everything random
 * @param kills of each service
 * @param inputs how many mutated requests are sent
 * @param minutes of load
 * @param pauseSeconds how long the store is stopped
 */
record FaultOptions(
        Path root,
        Path work,
        List<String> groups,
        Optional<String> only,
        long seed,
        int kills,
        int inputs,
        double minutes,
        int pauseSeconds) {
    static final List<String> GROUPS = List.of("store", "processes", "input", "load");

    static final String USAGE = """
            Usage: deploy/faults/run [options]
              --cases LIST     of store,processes,input,load (default: all)
              --only TEXT      of those, the cases whose name has this text
              --seed N         of everything random (default: 1)
              --kills N        of each service (default: 20)
              --inputs N       mutated requests (default: 20000)
              --minutes N      of load (default: 10)
              --pause N        seconds for which the store is stopped (default: 60)
            The last lines are one verdict a case; the exit code is 0 only if all hold.
            """;

    /** @throws IllegalArgumentException if the command line is wrong; says what is allowed */
    static FaultOptions parse(List<String> arguments, Path root) {
        FaultOptions options = new FaultOptions(
                root, root.resolve("deploy/target/faults"), GROUPS, Optional.empty(), 1, 20, 20_000, 10, 60);
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value.\n" + USAGE);
            }
            options = options.with(arguments.get(i), arguments.get(i + 1));
        }
        return options;
    }

    private FaultOptions with(String option, String value) {
        return switch (option) {
            case "--cases" -> withGroups(List.of(value.split(",")));
            case "--only" ->
                new FaultOptions(root, work, groups, Optional.of(value), seed, kills, inputs, minutes, pauseSeconds);
            case "--seed" ->
                new FaultOptions(root, work, groups, only, Long.parseLong(value), kills, inputs, minutes, pauseSeconds);
            case "--kills" ->
                new FaultOptions(root, work, groups, only, seed, count(option, value), inputs, minutes, pauseSeconds);
            case "--inputs" ->
                new FaultOptions(root, work, groups, only, seed, kills, count(option, value), minutes, pauseSeconds);
            case "--minutes" ->
                new FaultOptions(
                        root, work, groups, only, seed, kills, inputs, Double.parseDouble(value), pauseSeconds);
            case "--pause" ->
                new FaultOptions(root, work, groups, only, seed, kills, inputs, minutes, count(option, value));
            default -> throw new IllegalArgumentException("Unknown option '" + option + "'.\n" + USAGE);
        };
    }

    private FaultOptions withGroups(List<String> chosen) {
        chosen.stream().filter(group -> !GROUPS.contains(group)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("Unknown cases '" + unknown + "'; known: " + GROUPS);
        });
        return new FaultOptions(root, work, chosen, only, seed, kills, inputs, minutes, pauseSeconds);
    }

    private static int count(String option, String value) {
        int count = Integer.parseInt(value);
        if (count < 1) {
            throw new IllegalArgumentException(option + " is " + count + "; allowed: at least 1");
        }
        return count;
    }

    boolean chooses(FaultCase each) {
        return groups.contains(each.group())
                && only.map(text -> each.name().contains(text)).orElse(true);
    }
}
