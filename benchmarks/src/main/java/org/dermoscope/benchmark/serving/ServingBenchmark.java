package org.dermoscope.benchmark.serving;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
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
    private final byte[] jpeg;
    private final byte[] form;

    private ServingBenchmark(ServingOptions options) throws IOException {
        this.options = options;
        this.contenders = new ServingContenders(options);
        this.jpeg = TestImage.jpeg();
        this.form = TestImage.form(jpeg);
        System.out.printf(
                Locale.ROOT, "Sending a JPEG of 600x450 pixels and %.0f kB to /predict.%n", jpeg.length / 1e3);
    }

    /** Reads system properties, see {@link ServingOptions}. */
    public static void main(String[] arguments) throws Exception {
        ServingBenchmark benchmark = new ServingBenchmark(ServingOptions.fromProperties());
        for (String stage : benchmark.options.stages()) {
            benchmark.run(stage);
        }
    }

    private void run(String stage) throws Exception {
        switch (stage) {
            case "compare" -> compare();
            case "parts" -> parts();
            case "explain" -> explain();
            case "storm" -> storm();
            case "swap" -> swap();
            case "memory" -> memory();
            default -> throw new IllegalArgumentException("Unknown stage '" + stage + "'");
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
                Rounds.median(rounds, Load::requestsPerSecond),
                Rounds.median(rounds, load -> load.percentile(0.5)),
                Rounds.median(rounds, load -> load.percentile(0.99)),
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
                Rounds.ratio(ours, peer, Load::requestsPerSecond),
                Rounds.ratio(ours, peer, load -> load.percentile(0.5)),
                Rounds.ratio(ours, peer, load -> load.percentile(0.99)));
    }

    /** Where the milliseconds of a request go, and how near the service comes to a loop of decoding and inference. */
    private void parts() throws Exception {
        double bare;
        try (BareLoops loops = new BareLoops(contenders.champion(), jpeg)) {
            bare = loops.print();
        }
        try (ServerProcess ours = start(contenders.ours())) {
            warmUp(ours);
            new PartsStage(ours, form, options.roundTime()).print(bare);
        }
    }

    /** What an answer with evidence takes longer. */
    private void explain() throws IOException, InterruptedException, ExecutionException {
        try (ServerProcess ours = start(contenders.ours())) {
            warmUp(ours);
            URI explained = URI.create(ours.predict() + "?explain=true");
            Load.of(explained, form, 8, options.roundTime());
            for (int clients : List.of(1, 8)) {
                List<Load> plain = new ArrayList<>();
                List<Load> with = new ArrayList<>();
                for (int round = 0; round < options.rounds(); round++) {
                    plain.add(Load.of(ours, form, clients, options.roundTime()));
                    with.add(Load.of(explained, form, clients, options.roundTime()));
                }
                System.out.printf(
                        Locale.ROOT,
                        "explain=true, %d clients: p50 %.2f ms, without %.2f ms (%.2f times)%n",
                        clients,
                        Rounds.median(with, load -> load.percentile(0.5)),
                        Rounds.median(plain, load -> load.percentile(0.5)),
                        Rounds.ratio(with, plain, load -> load.percentile(0.5)));
            }
        }
    }

    private void swap() throws IOException, InterruptedException, ExecutionException {
        SwapStore store = SwapStore.of(contenders.champion(), contenders.work().resolve("swap-store"));
        try (ServerProcess ours = start(contenders.ours(store.folder()))) {
            warmUp(ours);
            Load steady = Load.of(ours, form, 8, options.roundTime());
            new SwapStage(ours, form, store.ids(), options.swaps()).print(steady);
        }
    }

    /** At 256 clients: what is refused, and how a single request fares one second later. */
    private void storm() throws IOException, InterruptedException, ExecutionException {
        try (ServerProcess ours = start(contenders.ours())) {
            warmUp(ours);
            Load alone = Load.of(ours, form, 1, options.roundTime());
            Load best = Load.of(ours, form, 8, options.roundTime());
            storm("which wait as Retry-After says", Load.patient(ours, form, STORM, options.roundTime()), best);
            storm("which ask again at once", Load.of(ours, form, STORM, options.roundTime()), best);
            Thread.sleep(1000);
            Load after = Load.of(ours, form, 1, Duration.ofSeconds(2));
            System.out.printf(
                    Locale.ROOT,
                    "one second later p50 is %.1f ms, before it was %.1f ms%n",
                    after.percentile(0.5),
                    alone.percentile(0.5));
        }
    }

    private static void storm(String clients, Load storm, Load best) {
        System.out.printf(
                Locale.ROOT,
                "storm of %d clients %s: answers %s, %.1f requests/s (%.2f of those at 8 clients)%n",
                STORM,
                clients,
                storm.statuses(),
                storm.requestsPerSecond(),
                storm.requestsPerSecond() / best.requestsPerSecond());
    }

    private void memory() throws IOException, InterruptedException, ExecutionException {
        try (ServerProcess ours = start(contenders.ours())) {
            int requests = options.memoryRequests();
            double[] mebibytes = new double[11];
            for (int part = 0; part < mebibytes.length; part++) {
                AtomicInteger left = new AtomicInteger(part == 0 ? requests / 2 : requests / 20);
                Load.of(ours.predict(), form, 8, () -> left.getAndDecrement() > 0);
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
}
