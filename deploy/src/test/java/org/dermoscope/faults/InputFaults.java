package org.dermoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dermoscope.checkpoint.StoreSnapshot;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.ArtifactStore;

/** Requests that are nearly right, thousands of them, over real HTTP. */
final class InputFaults {
    private static final int CLIENTS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int SHOWN = 10;
    /** How many of the requests go to the trainer. */
    private static final int TRAINER_SHARE = 4;

    private static final double GROWTH_MEBIBYTES = 48;
    /** Some of the orders are good ones: what a training takes, which does not grow with their number. */
    private static final double TRAINING_MEBIBYTES = 512;

    private InputFaults() {}

    static List<FaultCase> cases() {
        return List.of(new FaultCase("input", "mutated requests", InputFaults::mutated));
    }

    private record Tally(Map<Integer, Integer> statuses, List<String> wrong) {
        synchronized void add(int status, Optional<String> complaint) {
            statuses.merge(status, 1, Integer::sum);
            complaint.ifPresent(wrong::add);
        }
    }

    private static String mutated(Trial trial) throws Exception {
        StoreAccess access = StoreAccess.folder(trial.folder().resolve("store"));
        try (ArtifactStore store = access.open()) {
            StoredManifest champion = Models.publishChampion(trial.options().root(), store, "first");
            StoreSnapshot before = Models.requireSound(store, Optional.empty()).snapshot();
            Service inference = trial.inference("inference", access).start();
            Service trainer = trial.trainer("trainer", access).start();
            StoreFaults.awaitServing(inference, champion.id().toString());
            Await.until("jobs are read", StoreFaults.SOON, () -> trainer.web().answers("/jobs", 200));
            int all = trial.options().inputs();
            Tally tally = new Tally(new TreeMap<>(), new ArrayList<>());
            int warmUp = all / 4;
            run(trial, inference, trainer, new Stretch(0, warmUp), tally);
            double inferenceBefore = inference.residentMebibytes();
            double trainerBefore = trainer.residentMebibytes();
            run(trial, inference, trainer, new Stretch(warmUp, all), tally);

            tally.wrong().stream().limit(SHOWN).forEach(System.out::println);
            assertThat(tally.wrong().size())
                    .as("answers that are wrong, the first of them printed above")
                    .isZero();
            assertThat(inference
                            .web()
                            .predict(Models.image())
                            .expect(200)
                            .path("model")
                            .asText())
                    .isEqualTo(champion.id().toString());
            Await.until(
                    "no temporary file is left",
                    StoreFaults.SOON,
                    () -> inference.temporaryFiles().isEmpty()
                            && trainer.temporaryFiles().isEmpty());
            Models.requireSound(store, Optional.of(before));
            double inferenceGrew = inference.residentMebibytes() - inferenceBefore;
            double trainerGrew = trainer.residentMebibytes() - trainerBefore;
            assertThat(inferenceGrew).as("growth of inference in MiB").isLessThan(GROWTH_MEBIBYTES);
            assertThat(trainerGrew).as("growth of trainer in MiB").isLessThan(TRAINING_MEBIBYTES);
            return ("%d requests, answers by status %s (0: no HTTP, the connection was ended), none over %d s;"
                            + " no temporary file left; resident memory since the first quarter: inference %+.0f MiB, trainer %+.0f MiB")
                    .formatted(all, tally.statuses(), LIMIT.toSeconds(), inferenceGrew, trainerGrew);
        }
    }

    private record Stretch(int from, int to) {}

    private static void run(Trial trial, Service inference, Service trainer, Stretch stretch, Tally tally)
            throws Exception {
        List<RawRequest> predictions = ValidRequests.inference(Models.image());
        List<RawRequest> orders = ValidRequests.trainer();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = stretch.from() + client;
                running.add(clients.submit(() -> {
                    for (int i = first; i < stretch.to(); i += CLIENTS) {
                        // Each has a seed of its own, so that one can be sent again by itself.
                        long seed = trial.options().seed() * 1_000_003 + i;
                        Random random = new Random(seed);
                        boolean order = i % TRAINER_SHARE == 0;
                        List<RawRequest> valid = order ? orders : predictions;
                        RawRequest request = new Mutator(random).mutate(valid.get(random.nextInt(valid.size())));
                        send(request, order ? trainer : inference, i, tally);
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static void send(RawRequest request, Service to, int number, Tally tally) throws Exception {
        RawAnswer answer = RawAnswer.to(request, to.web().port(), LIMIT);
        if (answer.status() == RawAnswer.HUNG) {
            // Whoever shares this machine may have stopped it: what hangs, hangs twice.
            answer = RawAnswer.to(request, to.web().port(), LIMIT);
        }
        tally.add(answer.status(), complaint(answer, request).map(text -> "input " + number + ": " + text));
        if (answer.status() == 202) {
            cancel(to.web(), answer);
        }
    }

    private static Optional<String> complaint(RawAnswer answer, RawRequest request) {
        int status = answer.status();
        if (status == RawAnswer.HUNG) {
            return Optional.of("no answer within " + LIMIT.toSeconds() + " s to " + request);
        }
        if (status == RawAnswer.NONE) {
            return request.broken() ? Optional.empty() : Optional.of("no answer to " + request);
        }
        if (status >= 500 && status != 503 && status != 504 && !(request.broken() && status == 501)) {
            return Optional.of(status + " " + answer.body() + " to " + request);
        }
        if (answer.body().contains("Exception") || answer.body().contains("\tat ")) {
            return Optional.of("an exception's text in " + answer.body() + " to " + request);
        }
        if (status >= 400 && !request.broken() && !answer.body().contains("\"error\"")) {
            return Optional.of(status + " without a sentence to " + request);
        }
        return Optional.empty();
    }

    /** A mutation that is still a job: it is taken back, so that the queue is not full of them. */
    private static void cancel(Web trainer, RawAnswer accepted) throws IOException, InterruptedException {
        String id = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(accepted.body()
                        .substring(accepted.body().indexOf('{'), accepted.body().lastIndexOf('}') + 1))
                .path("id")
                .asText();
        trainer.postJson("/jobs/" + id + "/cancel", "");
    }
}
