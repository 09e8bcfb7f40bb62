package org.dermoscope.benchmark.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Precision;

/** Which programs compete, and how they are started. */
final class Contenders {
    /** As the launcher starts the trainer: tensors stay in one heap of huge pages. */
    static final Map<String, String> ONE_HEAP = Map.of(
            "GLIBC_TUNABLES",
            "glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=4294967296:glibc.malloc.trim_threshold=17179869184"
                    + ":glibc.malloc.top_pad=67108864:glibc.malloc.hugetlb=1");

    /** What the scripts know. */
    private static final Set<String> IN_PYTORCH = Set.of("sequential-cnn", "custom-resnet", "efficientnet-lite0");

    private static final Set<String> IN_KERAS = Set.of("sequential-cnn", "custom-resnet");

    private final BenchmarkOptions options;

    Contenders(BenchmarkOptions options) {
        this.options = options;
    }

    Contender bare(Architecture architecture, Precision precision) {
        return ours("ours, bare step", architecture, precision, "bare", ONE_HEAP);
    }

    Contender bareWithDefaultAllocator(Architecture architecture, Precision precision) {
        return ours("ours, bare step, default allocator", architecture, precision, "bare", Map.of());
    }

    Contender pipeline(Architecture architecture, Precision precision) {
        return ours(
                "ours, whole pipeline", architecture, precision, options.data().toString(), ONE_HEAP);
    }

    /** PyTorch in its default memory format, in channels-last, and in channels-last with our allocator settings. */
    List<Contender> pytorch(Architecture architecture, Precision precision) {
        List<Contender> contenders = new ArrayList<>();
        options.pytorch()
                .filter(python -> IN_PYTORCH.contains(architecture.id()))
                .ifPresent(python -> {
                    contenders.add(
                            python("PyTorch, default format", python, architecture, precision, "default", Map.of()));
                    contenders.add(python(
                            "PyTorch, channels-last", python, architecture, precision, "channels-last", Map.of()));
                    contenders.add(python(
                            "PyTorch, channels-last, one heap",
                            python,
                            architecture,
                            precision,
                            "channels-last",
                            ONE_HEAP));
                });
        return contenders;
    }

    /** Keras' {@code train_on_batch} in its default precision, float32. */
    Optional<Contender> keras(Architecture architecture) {
        return options.keras()
                .filter(python -> IN_KERAS.contains(architecture.id()))
                .map(python -> {
                    List<String> command = List.of(
                            python,
                            options.scripts().resolve("keras_step.py").toString(),
                            architecture.id(),
                            options.batch() + "",
                            options.threads() + "");
                    return new Contender("Keras train_on_batch, fp32", command, Map.of());
                });
    }

    private Contender ours(
            String name, Architecture architecture, Precision precision, String mode, Map<String, String> environment) {
        return new Contender(name, java(StepServer.class, architecture, precision, mode), environment);
    }

    /** The command of one of this module's programs with the arguments architecture, batch, threads, precision, a last. */
    List<String> java(Class<?> program, Architecture architecture, Precision precision, String last, String... jvm) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx2g", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(jvm));
        command.add(program.getName()); // CLASSPATH is in the environment
        command.addAll(
                List.of(architecture.id(), options.batch() + "", options.threads() + "", precision.name(), last));
        return command;
    }

    private Contender python(
            String name,
            String python,
            Architecture architecture,
            Precision precision,
            String layout,
            Map<String, String> environment) {
        List<String> command = List.of(
                python,
                options.scripts().resolve("pytorch_step.py").toString(),
                architecture.id(),
                options.batch() + "",
                options.threads() + "",
                layout,
                precision.name().toLowerCase(Locale.ROOT));
        return new Contender(name, command, environment);
    }
}
