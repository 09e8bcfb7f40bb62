package org.dermoscope.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that ask for predictions until this is closed, and count what they are answered. Thread-safe. */
final class Traffic implements AutoCloseable {
    private final Web web;
    private final byte[] image;
    private final int pauseMillis;
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> models = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicLong slowestMillis = new AtomicLong();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean closed;

    /** @param pauseMillis of each client between an answer and the next request */
    Traffic(Web web, byte[] image, int clients, int pauseMillis) {
        this.web = web;
        this.image = image;
        this.pauseMillis = pauseMillis;
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(this::ask, "client-" + i);
            thread.setDaemon(true);
            thread.start();
            this.clients.add(thread);
        }
    }

    private void ask() {
        while (!closed) {
            long start = System.nanoTime();
            try {
                Web.Answer answer = web.predict(image);
                statuses.computeIfAbsent(answer.status(), s -> new AtomicInteger())
                        .incrementAndGet();
                if (answer.status() == 200) {
                    models.computeIfAbsent(answer.json().path("model").asText(), m -> new AtomicInteger())
                            .incrementAndGet();
                }
                slowestMillis.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
                Thread.sleep(pauseMillis);
            } catch (IOException nothing) {
                unanswered.incrementAndGet();
                pauseOrEnd();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pauseOrEnd() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    int count(int status) {
        AtomicInteger count = statuses.get(status);
        return count == null ? 0 : count.get();
    }

    /** Answers by status. */
    Map<Integer, AtomicInteger> statuses() {
        return new TreeMap<>(statuses);
    }

    /** Ids of the checkpoints that answered. */
    List<String> models() {
        return List.copyOf(models.keySet());
    }

    /** Requests that got no answer, because nothing listened or the connection broke. */
    int unanswered() {
        return unanswered.get();
    }

    long slowestMillis() {
        return slowestMillis.get();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread client : clients) {
            client.join(30_000);
        }
    }
}
