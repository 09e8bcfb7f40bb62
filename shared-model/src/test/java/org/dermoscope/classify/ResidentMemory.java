package org.dermoscope.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** How much memory this process holds after a collection, native memory included; elsewhere than on Linux the test is skipped. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    static long mebibytes() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(STATUS), "Resident memory is read from " + STATUS);
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
