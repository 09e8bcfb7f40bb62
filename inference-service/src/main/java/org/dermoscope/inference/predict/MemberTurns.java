package org.dermoscope.inference.predict;

import java.util.ArrayList;
import java.util.List;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.inference.batch.Batcher;
import org.dermoscope.inference.batch.Deadline;
import org.dermoscope.inference.batch.Turn;
import org.dermoscope.inference.model.ServedMember;
import org.dermoscope.inference.model.ServedModel;
import org.dermoscope.web.ApiException;

/**
 * A {@link Turn} with each of a model's networks for the images of one request: they share passes with other requests one
 * by one, and run side by side where there are processors. Belongs to the thread of that request.
 */
final class MemberTurns implements AutoCloseable {
    private final List<Turn> turns;

    /** The caller closes it, and keeps the model open until then. */
    MemberTurns(Batcher batcher, ServedModel model, Deadline deadline, boolean explained) {
        this.turns = model.members().stream()
                .map(ServedMember::classifier)
                .map(classifier -> batcher.open(classifier, deadline, explained))
                .toList();
    }

    /**
     * Puts an image into the queue and returns at once.
     *
     * @param inputs of the networks' input sizes, in their order
     * @throws ApiException as {@link Turn#offer} does
     */
    void offer(List<RgbImage> inputs) {
        for (int i = 0; i < turns.size(); i++) {
            turns.get(i).offer(inputs.get(i));
        }
    }

    /**
     * Waits for all answers.
     *
     * @return the networks' answers to each image, in the order in which the images were offered
     * @throws ApiException as {@link Turn#await} does
     */
    List<List<NetworkAnswer>> await() {
        List<List<NetworkAnswer>> byNetwork = turns.stream().map(Turn::await).toList();
        List<List<NetworkAnswer>> byImage = new ArrayList<>();
        for (int i = 0; i < byNetwork.get(0).size(); i++) {
            int image = i;
            byImage.add(byNetwork.stream().map(answers -> answers.get(image)).toList());
        }
        return byImage;
    }

    /** Takes back what waits and waits for the passes that run. */
    @Override
    public void close() {
        turns.forEach(Turn::close);
    }
}
