package org.dermoscope.benchmark.camera;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dermoscope.benchmark.serving.ServerProcess;

/** The program behind {@code benchmarks/camera/run}. */
public final class CameraBenchmark {
    private static final int PORT = Integer.getInteger("port", 21090);
    private static final int WARM_UP = Integer.getInteger("warmup", 25);
    private static final int SECONDS = Integer.getInteger("seconds", 60);
    private static final int FRAMES = Integer.getInteger("frames", 20_000);
    private static final int STARTS = 5;
    private static final List<String> STAGES = List.of("capture", "resize", "encode", "round_trip", "draw", "present");

    private CameraBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        Path work = Files.createDirectories(Path.of(System.getProperty("work")));
        Path video = work.resolve("lesions.avi");
        LesionVideo.write(video);
        List<String> wanted =
                List.of(System.getProperty("stages", "start,speed,memory").split(","));
        try (ServerProcess service = ServerProcess.start(service(), work.resolve("service.log"))) {
            List<String> common = List.of("--source", video.toString(), "--loop", "--url", "http://127.0.0.1:" + PORT);
            Path agent = Path.of(System.getProperty("agent"));
            if (wanted.contains("start")) {
                start(out, agent, common);
            }
            if (wanted.contains("speed")) {
                try (AgentRun run = AgentRun.start(agent, work, common)) {
                    speed(out, run);
                }
            }
            if (wanted.contains("memory")) {
                List<String> fast = new ArrayList<>(common);
                fast.addAll(List.of("--fps", "200"));
                try (AgentRun run = AgentRun.start(agent, work, fast)) {
                    memory(out, run);
                }
            }
        }
    }

    private static ServerProcess.Command service() {
        return new ServerProcess.Command(
                "inference-service",
                PORT,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dquarkus.http.port=" + PORT,
                        "-Ddermoscope.store.path="
                                + Path.of(System.getProperty("store")).toAbsolutePath(),
                        "-Ddermoscope.state-dir="
                                + Path.of(System.getProperty("work")).toAbsolutePath(),
                        "-jar",
                        Path.of(System.getProperty("service"))
                                .resolve("quarkus-run.jar")
                                .toString()),
                ServerProcess.OUR_ENVIRONMENT);
    }

    /** Without a window, which the time to the first answer does not need. */
    private static void start(PrintStream out, Path agent, List<String> common) throws Exception {
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            seconds[i] = AgentRun.secondsToFirstAnswer(agent, common);
        }
        Arrays.sort(seconds);
        out.printf(
                "from start to the first answer, s      lowest %7.2f   median %7.2f   highest %7.2f%n",
                seconds[0], seconds[STARTS / 2], seconds[STARTS - 1]);
    }

    private static void speed(PrintStream out, AgentRun run) throws Exception {
        while (run.lines().size() < WARM_UP + SECONDS) {
            Thread.sleep(500);
        }
        List<JsonNode> lines = run.lines().subList(WARM_UP, WARM_UP + SECONDS);
        out.printf("%d s after %d s of warm-up; each figure is of whole seconds%n", SECONDS, WARM_UP);
        row(out, "captured frames/s", lines, line -> rate(line, "capture"));
        row(out, "shown frames/s", lines, line -> rate(line, "draw"));
        row(out, "answers/s", lines, line -> rate(line, "round_trip"));
        row(
                out,
                "age of the shown answer, p95, ms",
                lines,
                line -> stage(line, "age").path("p95").asDouble());
        row(
                out,
                "resident memory, MiB",
                lines,
                line -> line.path("resident_mebibytes").asDouble());
        out.println("milliseconds a frame or an answer           mean     p95 of a second (median)");
        for (String name : STAGES) {
            out.printf(
                    "  %-40s %6.2f   %6.2f%n",
                    name,
                    lines.stream()
                            .mapToDouble(line -> stage(line, name).path("mean").asDouble())
                            .average()
                            .orElse(0),
                    sorted(lines, line -> stage(line, name).path("p95").asDouble())[lines.size() / 2]);
        }
    }

    private static void memory(PrintStream out, AgentRun run) throws Exception {
        int quarter = 1;
        out.println("resident memory, MiB, after frames");
        double half = 0;
        while (quarter <= 4) {
            Thread.sleep(500);
            List<JsonNode> lines = run.lines();
            if (lines.isEmpty()) {
                continue;
            }
            JsonNode last = lines.get(lines.size() - 1);
            if (last.path("frames").asLong() * 4 >= (long) quarter * FRAMES) {
                double resident = last.path("resident_mebibytes").asDouble();
                half = quarter == 2 ? resident : half;
                out.printf("  %8d  %7.1f%n", last.path("frames").asLong(), resident);
                if (quarter == 4) {
                    out.printf("  second half: %+.1f %%%n", 100 * (resident - half) / half);
                }
                quarter++;
            }
        }
    }

    private static JsonNode stage(JsonNode line, String name) {
        return line.path("stages").path(name);
    }

    private static double rate(JsonNode line, String name) {
        return stage(line, name).path("count").asDouble() / line.path("seconds").asDouble();
    }

    private static double[] sorted(List<JsonNode> lines, ToDoubleFunction<JsonNode> value) {
        return lines.stream().mapToDouble(value).sorted().toArray();
    }

    private static void row(PrintStream out, String name, List<JsonNode> lines, ToDoubleFunction<JsonNode> value) {
        double[] sorted = sorted(lines, value);
        out.printf(
                "%-36s lowest %7.1f   median %7.1f   highest %7.1f%n",
                name, sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}
