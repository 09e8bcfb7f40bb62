package org.dermoscope.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dermoscope.architecture.Precision;
import org.jboss.logging.Logger;

/**
 * What precision {@code auto} means on this machine: bf16 where Linux says that an x86 processor multiplies bfloat16 in
 * hardware, there it nearly halves a step; fp32 elsewhere, where it would be emulated or has not been measured.
 */
public final class FastestPrecision {
    private static final Logger LOG = Logger.getLogger(FastestPrecision.class);
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Set<String> BF16 = Set.of("avx512_bf16", "amx_bf16");

    private FastestPrecision() {}

    public static Precision ofThisMachine() {
        if (!Files.isReadable(PROCESSORS)) {
            return Precision.FP32;
        }
        try {
            return of(Files.readAllLines(PROCESSORS));
        } catch (IOException e) {
            LOG.warnf("%s cannot be read, so precision auto means fp32: %s", PROCESSORS, e.getMessage());
            return Precision.FP32;
        }
    }

    /** @param processors lines of {@code /proc/cpuinfo} */
    static Precision of(List<String> processors) {
        boolean everywhere = true;
        boolean described = false;
        for (String line : processors) {
            if (line.startsWith("flags")) {
                described = true;
                everywhere &= Arrays.stream(line.split("[\\s:]+")).anyMatch(BF16::contains);
            }
        }
        return described && everywhere ? Precision.BF16 : Precision.FP32;
    }
}
