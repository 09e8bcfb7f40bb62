package org.dermoscope.launch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The arguments of a command, taken one after the other. Not thread-safe. */
final class CommandLine {
    private static final int MAX_PORT = 65_535;

    private final Deque<String> rest;
    private final String usage;

    /** @param usage of the command, which an error ends with where it helps */
    CommandLine(List<String> arguments, String usage) {
        this.rest = new ArrayDeque<>(arguments);
        this.usage = usage;
    }

    boolean hasNext() {
        return !rest.isEmpty();
    }

    String next() {
        return rest.removeFirst();
    }

    /** The value that follows an option. */
    String value(String option) throws LaunchException {
        if (rest.isEmpty() || rest.peekFirst().startsWith("--")) {
            throw new LaunchException(option + " needs a value.\n\n" + usage);
        }
        return rest.removeFirst();
    }

    /** A number from 1 on. */
    int number(String option, int max) throws LaunchException {
        String value = value(option);
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

    int port(String option) throws LaunchException {
        return number(option, MAX_PORT);
    }

    /** A path, made absolute. */
    Path path(String option) throws LaunchException {
        return path(option, value(option));
    }

    /** The absolute path of a folder that must exist. */
    Path folder(String option) throws LaunchException {
        return existingFolder(option, value(option));
    }

    LaunchException unknown(String option) {
        return new LaunchException("Unknown option '" + option + "'.\n\n" + usage);
    }

    static Path existingFolder(String option, String value) throws LaunchException {
        Path path = path(option, value);
        if (!Files.isDirectory(path)) {
            throw new LaunchException(option + " names '" + value + "', which is no folder.");
        }
        return path;
    }

    static Path path(String option, String value) throws LaunchException {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException notAPath) {
            throw new LaunchException(option + " names '" + value + "', which is no path.");
        }
    }
}
