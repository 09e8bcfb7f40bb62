package org.dermoscope.benchmark.training;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the operating system says about this process, and how many threads it computes with. */
final class ProcessFigures {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessFigures() {}

    /** Loads the engine and has it compute with so many threads. */
    static void useThreads(int threads) {
        Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(threads);
    }

    /** CPU time of all threads so far. */
    static double cpuMillis() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e6;
    }

    /**
     * Resident memory now that belongs to no file, in KiB; empty where the system has no {@code /proc}. Pages of files,
     * such as the native libraries, come and go as the kernel sees fit.
     */
    static OptionalLong residentAnonymousKib() throws IOException {
        return status("RssAnon:");
    }

    /** The largest resident memory so far in KiB; empty where the system has no {@code /proc}. */
    static OptionalLong peakKib() throws IOException {
        return status("VmHWM:");
    }

    private static OptionalLong status(String field) throws IOException {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }
}
