package org.dermoscope.inference.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.inference.model.BatchShapes;

/**
 * The turns that have images waiting, in the order in which the next image of each is taken. One image a turn and round:
 * a new image waits for at most one of every other turn, however many those have. Not thread-safe.
 */
final class RoundRobin {
    private final Deque<Turn> turns = new ArrayDeque<>();

    boolean isEmpty() {
        return turns.isEmpty();
    }

    /** The turn's next image comes last, unless it has one waiting already. */
    void offer(Turn turn, QueuedImage image) {
        if (turn.enqueue(image)) {
            turns.addLast(turn);
        }
    }

    void remove(Turn turn) {
        turns.remove(turn);
    }

    /** Turns whose deadline has passed; their waiting images are theirs to drop. */
    List<Turn> removeExpired(long now) {
        List<Turn> expired = new ArrayList<>(0);
        for (Iterator<Turn> each = turns.iterator(); each.hasNext(); ) {
            Turn turn = each.next();
            if (turn.isExpired(now)) {
                each.remove();
                expired.add(turn);
            }
        }
        return expired;
    }

    /** When the first image began to wait; there must be one. */
    long firstSince() {
        return turns.getFirst().firstSince();
    }

    /** Images that could share a pass with the first one, itself included. */
    int companions() {
        int images = 0;
        for (Turn turn : turns) {
            if (turn.classifier() == turns.getFirst().classifier()) {
                images += turn.waiting();
            }
        }
        return images;
    }

    /**
     * The first image and as many of its companions as make the largest warm shape; there must be one. Turns of another
     * classifier keep their places and so come first afterwards.
     *
     * @param idle whether nothing is being worked on but what waits here
     */
    Batch take(BatchShapes shapes, boolean idle) {
        ExplainingClassifier classifier = turns.getFirst().classifier();
        int size = shapes.largestWithin(companions());
        List<QueuedImage> images = new ArrayList<>(size);
        Deque<Turn> others = new ArrayDeque<>(0);
        while (images.size() < size) {
            Turn turn = turns.removeFirst();
            if (turn.classifier() != classifier) {
                others.addLast(turn);
                continue;
            }
            images.add(turn.dequeue());
            if (turn.waiting() > 0) {
                turns.addLast(turn);
            }
        }
        while (!others.isEmpty()) {
            turns.addFirst(others.removeLast());
        }
        return new Batch(classifier, images, idle && turns.isEmpty());
    }
}
