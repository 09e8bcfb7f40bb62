package org.dermoscope.inference.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;

/** Answers with the number of each image; remembers its passes and says what must not have happened. */
final class TracedClassifier implements ExplainingClassifier {
    private static final Prediction ANY = new Prediction(new double[LesionClass.COUNT]);

    private final int model;
    private final Consumer<List<Integer>> work;
    private final List<List<Integer>> passes = Collections.synchronizedList(new ArrayList<>());
    private final List<Boolean> alone = Collections.synchronizedList(new ArrayList<>());
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger closings = new AtomicInteger();

    /** @param work runs within each pass, with the numbers of its images; may throw */
    TracedClassifier(int model, Consumer<List<Integer>> work) {
        this.model = model;
        this.work = work;
    }

    /** @param number 0..65535 */
    static RgbImage image(int model, int number) {
        return new RgbImage(1, 1, new byte[] {(byte) model, (byte) (number >> 8), (byte) number});
    }

    static int number(NetworkAnswer answer) {
        return (int) answer.logits()[0];
    }

    @Override
    public List<NetworkAnswer> answer(List<RgbImage> images, boolean explained, boolean hasProcessors) {
        alone.add(hasProcessors);
        return answer(images, explained);
    }

    @Override
    public List<NetworkAnswer> answer(List<RgbImage> images, boolean explained) {
        List<Integer> numbers = new ArrayList<>();
        for (RgbImage image : images) {
            byte[] pixels = image.pixels();
            numbers.add((pixels[1] & 0xff) << 8 | (pixels[2] & 0xff));
            if (pixels[0] != model) {
                violations.add("An image for model " + pixels[0] + " in a pass of model " + model);
            }
        }
        passes.add(numbers);
        work.accept(numbers);
        if (closings.get() > 0) {
            violations.add("A pass of model " + model + " that is closed");
        }
        return numbers.stream()
                .map(number -> new NetworkAnswer(ANY, new float[] {number}, null))
                .toList();
    }

    @Override
    public void close() {
        closings.incrementAndGet();
    }

    int model() {
        return model;
    }

    int closings() {
        return closings.get();
    }

    List<List<Integer>> passes() {
        return List.copyOf(passes);
    }

    /** Which passes were told that they are alone. */
    List<Boolean> alone() {
        return List.copyOf(alone);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
