package org.dermoscope.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.dermoscope.inference.model.BatchShapes;
import org.junit.jupiter.api.Test;

/** Random arrivals, deadlines, withdrawals and swaps, on a clock that the test moves. */
class RoundRobinPropertyTest {
    private static final int SEEDS = 400;
    private static final int STEPS = 300;

    @Test
    void takesEachImageOnceInTimeInFairOrderAndOfOneModelAPass() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            for (int step = 0; step < STEPS; step++) {
                world.step();
            }
            world.drain();
        }
    }

    /** What is true of an image that was the next of its turn when it came. */
    private static final class Place {
        private final int turnsAhead;
        private int takes;
        private int others;

        Place(int turnsAhead) {
            this.turnsAhead = turnsAhead;
        }
    }

    private static final class World {
        private final Random random;
        private final BatchShapes shapes;
        private final ImageQueue queue;
        private final RoundRobin robin = new RoundRobin();
        private final List<TracedClassifier> classifiers = new ArrayList<>();
        private final List<Turn> turns = new ArrayList<>();
        private final Map<QueuedImage, Place> places = new HashMap<>();
        private final Set<QueuedImage> taken = new HashSet<>();
        private int offered;
        private int dropped;
        private long now;

        World(int seed) {
            random = new Random(seed);
            shapes = new BatchShapes(1 << random.nextInt(5));
            queue = new ImageQueue(new BatchPolicy(1, shapes, Duration.ZERO), new Processors(1), () -> 0);
            for (int model = 0; model <= seed % 3; model++) {
                classifiers.add(new TracedClassifier(model, numbers -> {}));
            }
        }

        void step() {
            now += random.nextInt(5);
            switch (random.nextInt(8)) {
                case 0, 1 ->
                    turns.add(new Turn(
                            queue,
                            classifiers.get(random.nextInt(classifiers.size())),
                            new Deadline(Duration.ZERO, now + random.nextInt(300)),
                            false));
                case 2, 3, 4, 5 -> offer();
                case 6 -> take();
                default -> withdraw();
            }
        }

        private void offer() {
            if (turns.isEmpty()) {
                return;
            }
            Turn turn = turns.get(random.nextInt(turns.size()));
            int images = random.nextInt(4) == 0 ? 64 : 1;
            for (int i = 0; i < images; i++) {
                QueuedImage image = new QueuedImage(turn, offered, TracedClassifier.image(0, offered), now);
                offered++;
                if (turn.waiting() == 0) {
                    places.put(image, new Place((int)
                            turns.stream().filter(t -> t.waiting() > 0).count()));
                }
                robin.offer(turn, image);
            }
        }

        private void withdraw() {
            if (!turns.isEmpty() && random.nextInt(4) == 0) {
                Turn turn = turns.remove(random.nextInt(turns.size()));
                robin.remove(turn);
                drop(turn);
            }
        }

        private void drop(Turn turn) {
            dropped += turn.waiting();
            places.keySet().removeIf(image -> image.turn() == turn);
            queue.lock().lock();
            try {
                turn.expire();
            } finally {
                queue.lock().unlock();
            }
        }

        private void take() {
            for (Turn expired : robin.removeExpired(now)) {
                assertThat(expired.isExpired(now)).isTrue();
                drop(expired);
            }
            turns.removeIf(turn -> turn.isExpired(now));
            if (robin.isEmpty()) {
                return;
            }
            Batch batch = robin.take(shapes, true);
            assertThat(shapes.all()).contains(batch.size());
            for (QueuedImage image : batch.images()) {
                assertThat(taken.add(image)).as("taken once").isTrue();
                assertThat(image.turn().isExpired(now)).as("in time").isFalse();
                assertThat(image.turn().classifier()).isSameAs(batch.classifier());
                assertFair(image, batch);
            }
            places.values().forEach(place -> place.takes++);
            places.values().forEach(place -> place.others += batch.size());
        }

        private void assertFair(QueuedImage image, Batch batch) {
            Place place = places.remove(image);
            if (place == null) {
                return;
            }
            assertThat(place.takes).as("passes before it").isLessThanOrEqualTo(place.turnsAhead);
            if (classifiers.size() == 1) {
                assertThat(place.others + batch.images().indexOf(image))
                        .as("images before it")
                        .isLessThanOrEqualTo(place.turnsAhead);
            }
        }

        void drain() {
            while (!robin.isEmpty()) {
                take();
            }
            assertThat(taken.size() + dropped).as("none lost").isEqualTo(offered);
        }
    }
}
