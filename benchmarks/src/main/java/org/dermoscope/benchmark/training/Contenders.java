package org.dermoscope.benchmark.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.Architecture;

/** Which programs compete, and how they are started. */
final class Contenders {
    /** As the launcher and the images start the trainer: libtorch's large tensors in huge pages. */
    static final Map<String, String> HUGE_PAGES = Map.of("THP_MEM_ALLOC_ENABLE", "1");

    private final BenchmarkOptions options;

    Contenders(BenchmarkOptions options) {
        this.options = options;
    }

    Contender bare(Architecture architecture) {
        return ours("ours, bare step", architecture, "bare", HUGE_PAGES);
    }

    Contender bareWithoutHugePages(Architecture architecture) {
        return ours("ours, bare step, without huge pages", architecture, "bare", Map.of());
    }

    Contender pipeline(Architecture architecture) {
        return ours("ours, whole pipeline", architecture, options.data().toString(), HUGE_PAGES);
    }

    /** PyTorch in its default memory format, in channels-last, and in channels-last with huge pages. */
    List<Contender> pytorch(Architecture architecture) {
        List<Contender> contenders = new ArrayList<>();
        options.python().ifPresent(python -> {
            contenders.add(python("PyTorch, default format", python, architecture, "default", Map.of()));
            contenders.add(python("PyTorch, channels-last", python, architecture, "channels-last", Map.of()));
            contenders.add(
                    python("PyTorch, channels-last, huge pages", python, architecture, "channels-last", HUGE_PAGES));
        });
        return contenders;
    }

    private Contender ours(String name, Architecture architecture, String mode, Map<String, String> environment) {
        return new Contender(name, java(StepServer.class, architecture, mode), environment);
    }

    /** The command of one of this module's programs with the arguments architecture, batch, threads and a last one. */
    List<String> java(Class<?> program, Architecture architecture, String last, String... jvm) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx2g", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(jvm));
        command.add(program.getName()); // CLASSPATH is in the environment
        command.addAll(List.of(architecture.id(), options.batch() + "", options.threads() + "", last));
        return command;
    }

    private Contender python(
            String name, String python, Architecture architecture, String layout, Map<String, String> environment) {
        List<String> command = List.of(
                python,
                options.script().toString(),
                architecture.id(),
                options.batch() + "",
                options.threads() + "",
                layout);
        return new Contender(name, command, environment);
    }
}
