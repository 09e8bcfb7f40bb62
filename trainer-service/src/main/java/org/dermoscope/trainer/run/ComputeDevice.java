package org.dermoscope.trainer.run;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dermoscope.architecture.Precision;
import org.jboss.logging.Logger;

/**
 * What trainings of this process compute on: the first GPU where the engine has been built for one and finds it, else the
 * processors.
 *
 * @param description for people: log, jobs, manifest
 * @param fastest what precision {@code auto} means: bf16 where it is multiplied in hardware, on a processor of x86 by
 *     what Linux says of it, on a GPU from compute capability 8.0 on, there it nearly halves a step; fp32 elsewhere, where
 *     it would be emulated or has not been measured
 */
public record ComputeDevice(String description, Precision fastest) {
    private static final Logger LOG = Logger.getLogger(ComputeDevice.class);
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Set<String> BF16 = Set.of("avx512_bf16", "amx_bf16");
    private static final int BF16_CAPABILITY = 80;

    /** Loads the engine only where there is a GPU to ask it about. */
    public static ComputeDevice ofThisMachine() {
        if (CudaUtils.hasCuda() && CudaUtils.getGpuCount() > 0) {
            Device device = Engine.getEngine("PyTorch").defaultDevice();
            if (device.isGpu()) {
                return gpu(
                        CudaUtils.getComputeCapability(device.getDeviceId()),
                        CudaUtils.getGpuMemory(device).getMax());
            }
            LOG.warn("There is a GPU, but the engine was built for processors alone; training goes on them");
        }
        return processors(processorLines(), Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"));
    }

    /**
     * @param capability as CUDA counts it, times 10, such as 90
     * @param bytes of its memory
     */
    static ComputeDevice gpu(String capability, long bytes) {
        int number = Integer.parseInt(capability);
        return new ComputeDevice(
                "gpu, compute capability " + number / 10 + "." + number % 10 + ", " + bytes / (1 << 30) + " GiB",
                number >= BF16_CAPABILITY ? Precision.BF16 : Precision.FP32);
    }

    /** @param lines of {@code /proc/cpuinfo}, empty where there is none */
    static ComputeDevice processors(List<String> lines, int count, String architecture) {
        String model = lines.stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> ", " + line.substring(line.indexOf(':') + 1).strip())
                .orElse("");
        List<String> flags =
                lines.stream().filter(line -> line.startsWith("flags")).toList();
        boolean bf16 = !flags.isEmpty()
                && flags.stream()
                        .allMatch(line -> Arrays.stream(line.split("[\\s:]+")).anyMatch(BF16::contains));
        return new ComputeDevice(
                "cpu" + model + ", " + count + " processors, " + architecture, bf16 ? Precision.BF16 : Precision.FP32);
    }

    private static List<String> processorLines() {
        if (!Files.isReadable(PROCESSORS)) {
            return List.of();
        }
        try {
            return Files.readAllLines(PROCESSORS);
        } catch (IOException e) {
            LOG.warnf("%s cannot be read, so precision auto means fp32: %s", PROCESSORS, e.getMessage());
            return List.of();
        }
    }
}
