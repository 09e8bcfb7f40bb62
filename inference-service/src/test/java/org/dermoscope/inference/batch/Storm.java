package org.dermoscope.inference.batch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.BatchShapes;
import org.dermoscope.inference.model.ModelLease;
import org.dermoscope.inference.model.ServedModel;
import org.dermoscope.web.ApiException;

/** Clients, a classifier that fails on some images, and somebody who swaps it; notes what must not happen. */
final class Storm {
    private static final int CLIENTS = 12;
    private static final int REQUESTS = 40;
    private static final int MAX_IMAGES = 6;

    private final int seed;
    private final Checkpoint checkpoint;
    private final BatchPolicy policy;
    private final AtomicInteger arriving = new AtomicInteger();
    private final Batcher batcher;
    private final ActiveModel active = new ActiveModel();
    private final List<TracedClassifier> models = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicIntegerArray runs = new AtomicIntegerArray(CLIENTS * REQUESTS * MAX_IMAGES);
    private final Set<Integer> failed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());

    Storm(int seed, Checkpoint checkpoint) {
        this.seed = seed;
        this.checkpoint = checkpoint;
        Random random = new Random(seed);
        this.policy = new BatchPolicy(
                1 + random.nextInt(3), new BatchShapes(1 << random.nextInt(4)), Duration.ofMillis(random.nextInt(3)));
        this.batcher = new Batcher(
                policy,
                new Processors(policy.concurrency()),
                arriving::get,
                new BatchMetrics(new SimpleMeterRegistry()));
    }

    /** @param closing whether the batcher is closed halfway */
    void run(boolean closing) throws Exception {
        swap();
        batcher.start();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = client * REQUESTS;
                all.add(clients.submit(
                        () -> IntStream.range(first, first + REQUESTS).forEach(this::request)));
            }
            for (Future<?> each : all) {
                while (!each.isDone()) {
                    swap();
                    TimeUnit.MILLISECONDS.sleep(1);
                    if (closing && answered.get() > CLIENTS * REQUESTS / 3) {
                        batcher.close();
                    }
                }
                each.get();
            }
        } finally {
            clients.shutdown();
            batcher.close();
            active.close();
        }
        models.forEach(this::check);
    }

    private void check(TracedClassifier model) {
        violations.addAll(model.violations());
        if (model.closings() != 1) {
            violations.add("A model was closed " + model.closings() + " times");
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    int answered() {
        return answered.get();
    }

    private void swap() {
        TracedClassifier next = new TracedClassifier(models.size() % 100, this::pass);
        models.add(next);
        active.swap(new ServedModel(
                checkpoint.stored(),
                new LoadedClassifier(next, ServingEngine.PYTORCH),
                new Preprocessor(checkpoint.manifest().preprocessing()),
                Instant.now()));
    }

    private void pass(List<Integer> numbers) {
        if (running.incrementAndGet() > policy.concurrency()) {
            violations.add("More passes at once than " + policy.concurrency());
        }
        if (!policy.shapes().all().contains(numbers.size())) {
            violations.add("A pass of " + numbers.size() + " images");
        }
        numbers.forEach(number -> {
            if (runs.incrementAndGet(number) > 1) {
                violations.add("Image " + number + " was run again");
            }
        });
        try {
            Random random = new Random(seed * 31L + numbers.get(0));
            if (random.nextInt(4) == 0) {
                TimeUnit.MICROSECONDS.sleep(random.nextInt(2000));
            }
            if (random.nextInt(12) == 0) {
                failed.addAll(numbers);
                fail(random.nextBoolean());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.decrementAndGet();
        }
    }

    private static void fail(boolean hard) {
        if (hard) {
            throw new LinkageError("broken");
        }
        throw new IllegalStateException("no");
    }

    private void request(int request) {
        Random random = new Random(seed * 1_000_003L + request);
        int from = request * MAX_IMAGES;
        List<Integer> numbers = IntStream.rangeClosed(from, from + random.nextInt(MAX_IMAGES))
                .boxed()
                .toList();
        int patience = random.nextInt(8);
        Deadline deadline = Deadline.after(patience > 1 ? Duration.ofMinutes(5) : Duration.ofMillis(patience));
        try (ModelLease lease = active.lease().orElseThrow()) {
            TracedClassifier classifier =
                    (TracedClassifier) lease.model().first().classifier();
            judge(numbers, classify(classifier, numbers, deadline));
        } catch (ApiException e) {
            if (e.status() == 504 ? patience > 1 : !"shutting_down".equals(e.code())) {
                violations.add("Request " + request + " was refused with " + e.code());
            }
            if (patience == 0 && numbers.stream().anyMatch(number -> runs.get(number) > 0)) {
                violations.add("Request " + request + " was run after its deadline");
            }
        } catch (IllegalStateException e) {
            if (Collections.disjoint(failed, numbers)) {
                violations.add("Request " + request + " failed without a pass of its own that did: " + e);
            }
        }
    }

    private List<NetworkAnswer> classify(TracedClassifier classifier, List<Integer> numbers, Deadline deadline) {
        try (Turn turn = batcher.open(classifier, deadline, false)) {
            for (int number : numbers) {
                arriving.incrementAndGet();
                Thread.yield();
                arriving.decrementAndGet();
                turn.offer(TracedClassifier.image(classifier.model(), number));
            }
            return turn.await();
        }
    }

    private void judge(List<Integer> numbers, List<NetworkAnswer> predictions) {
        answered.incrementAndGet();
        if (!predictions.stream().map(TracedClassifier::number).toList().equals(numbers)) {
            violations.add("The answer for " + numbers + " is " + predictions);
        }
        if (numbers.stream().anyMatch(number -> runs.get(number) != 1 || failed.contains(number))) {
            violations.add("Answered without a good pass of its own: " + numbers);
        }
    }
}
