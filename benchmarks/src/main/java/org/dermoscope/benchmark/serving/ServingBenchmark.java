package org.dermoscope.benchmark.serving;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures the inference service and its peers. Each peer is measured in a few short rounds in turn with ours, so that what
 * disturbs the machine disturbs both; a ratio is the median over the rounds.
 */
public final class ServingBenchmark {
    private static final int STORM = 256;

    /** Python compiles nothing while it serves. */
    private static final Duration PEER_WARM_UP = Duration.ofSeconds(8);

    private final ServingOptions options;
    private final ServingContenders contenders;
    private final byte[] form;

    private ServingBenchmark(ServingOptions options) throws IOException {
        this.options = options;
        this.contenders = new ServingContenders(options);
        byte[] jpeg = TestImage.jpeg();
        this.form = TestImage.form(jpeg);
        System.out.printf(
                Locale.ROOT, "Sending a JPEG of 600x450 pixels and %.0f kB to /predict.%n", jpeg.length / 1e3);
    }

    /** Reads system properties, see {@link ServingOptions}. */
    public static void main(String[] arguments) throws Exception {
        ServingBenchmark benchmark = new ServingBenchmark(ServingOptions.fromProperties());
        if (benchmark.options.stages().contains("compare")) {
            benchmark.compare();
        }
        if (benchmark.options.stages().contains("storm")) {
            benchmark.storm();
        }
        if (benchmark.options.stages().contains("memory")) {
            benchmark.memory();
        }
    }

    private void compare() throws IOException, InterruptedException, ExecutionException {
        List<ServerProcess.Command> peers = contenders.peers();
        try (ServerProcess ours = start(contenders.ours())) {
            warmUp(ours);
            if (peers.isEmpty()) {
                System.out.println("No peer: PYTHON has neither fastapi with onnxruntime nor flask with tensorflow.");
                for (int clients : options.clients()) {
                    System.out.println(
                            line(ours.name(), clients, List.of(Load.of(ours, form, clients, options.roundTime()))));
                }
            }
            for (ServerProcess.Command peer : peers) {
                try (ServerProcess other = start(peer)) {
                    Load.of(other, form, 8, PEER_WARM_UP);
                    compare(ours, other);
                }
            }
        }
    }

    private void compare(ServerProcess ours, ServerProcess peer) throws InterruptedException, ExecutionException {
        for (int clients : options.clients()) {
            List<Load> mine = new ArrayList<>();
            List<Load> theirs = new ArrayList<>();
            for (int round = 0; round < options.rounds(); round++) {
                mine.add(Load.of(ours, form, clients, options.roundTime()));
                theirs.add(Load.of(peer, form, clients, options.roundTime()));
            }
            System.out.println(line(ours.name(), clients, mine));
            System.out.println(line(peer.name(), clients, theirs));
            System.out.println(ratios(clients, mine, theirs));
        }
    }

    private static String line(String name, int clients, List<Load> rounds) {
        return String.format(
                Locale.ROOT,
                "%-28s %3d clients: %6.1f requests/s, p50 %6.1f ms, p99 %6.1f ms %s",
                name,
                clients,
                median(rounds, Load::requestsPerSecond),
                median(rounds, load -> load.percentile(0.5)),
                median(rounds, load -> load.percentile(0.99)),
                others(rounds));
    }

    /** Answers that were not 200. */
    private static String others(List<Load> rounds) {
        Map<Integer, Integer> statuses = new LinkedHashMap<>();
        rounds.forEach(load -> load.statuses().forEach((status, count) -> statuses.merge(status, count, Integer::sum)));
        statuses.remove(200);
        return statuses.isEmpty() ? "" : statuses.toString();
    }

    private static String ratios(int clients, List<Load> ours, List<Load> peer) {
        return String.format(
                Locale.ROOT,
                "%-28s %3d clients: %.2f times the requests, %.2f of its p50, %.2f of its p99",
                "  ours to it",
                clients,
                ratio(ours, peer, Load::requestsPerSecond),
                ratio(ours, peer, load -> load.percentile(0.5)),
                ratio(ours, peer, load -> load.percentile(0.99)));
    }

    /** At 256 clients: what is refused, and how a single request fares one second later. */
    private void storm() throws IOException, InterruptedException, ExecutionException {
        try (ServerProcess ours = start(contenders.ours())) {
            warmUp(ours);
            Load alone = Load.of(ours, form, 1, options.roundTime());
            Load best = Load.of(ours, form, 8, options.roundTime());
            Load storm = Load.of(ours, form, STORM, options.roundTime());
            Thread.sleep(1000);
            Load after = Load.of(ours, form, 1, Duration.ofSeconds(2));
            System.out.printf(
                    Locale.ROOT,
                    "storm of %d clients: answers %s, %.1f requests/s (%.2f of those at 8 clients);"
                            + " one second later p50 is %.1f ms, before it was %.1f ms%n",
                    STORM,
                    storm.statuses(),
                    storm.requestsPerSecond(),
                    storm.requestsPerSecond() / best.requestsPerSecond(),
                    after.percentile(0.5),
                    alone.percentile(0.5));
        }
    }

    private void memory() throws IOException, InterruptedException, ExecutionException {
        try (ServerProcess ours = start(contenders.ours())) {
            int requests = options.memoryRequests();
            double[] mebibytes = new double[11];
            for (int part = 0; part < mebibytes.length; part++) {
                AtomicInteger left = new AtomicInteger(part == 0 ? requests / 2 : requests / 20);
                Load.of(ours, form, 8, () -> left.getAndDecrement() > 0);
                mebibytes[part] = ours.mebibytes();
            }
            double first = mebibytes[0];
            double largestChange = 0;
            double largest = 0;
            for (double value : mebibytes) {
                largestChange = Math.max(largestChange, Math.abs(value / first - 1));
                largest = Math.max(largest, value);
            }
            System.out.printf(
                    Locale.ROOT,
                    "memory: %.0f MiB after %d requests, at most %.0f MiB; over the second half within %.1f %%%n",
                    mebibytes[mebibytes.length - 1],
                    requests,
                    largest,
                    100 * largestChange);
        }
    }

    private ServerProcess start(ServerProcess.Command command) throws IOException, InterruptedException {
        return ServerProcess.start(command, options.log());
    }

    private void warmUp(ServerProcess server) throws InterruptedException, ExecutionException {
        Load.of(server, form, 8, options.warmUp());
    }

    private interface Figure {
        double of(Load load);
    }

    private static double median(List<Load> rounds, Figure figure) {
        return middle(rounds.stream().mapToDouble(figure::of).sorted().toArray());
    }

    private static double ratio(List<Load> ours, List<Load> peer, Figure figure) {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.of(ours.get(i)) / figure.of(peer.get(i));
        }
        Arrays.sort(ratios);
        return middle(ratios);
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
