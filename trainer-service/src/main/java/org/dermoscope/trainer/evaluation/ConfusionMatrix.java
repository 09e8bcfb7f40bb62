package org.dermoscope.trainer.evaluation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.dermoscope.taxonomy.LesionClass;

/**
 * How many images of each diagnosis were classified as what. Rows = truth, columns = prediction, both in class-index
 * order. Immutable.
 */
public final class ConfusionMatrix {
    private static final int K = LesionClass.COUNT;

    /** {@code int[49]}, row by row. */
    private final int[] cells;

    private ConfusionMatrix(int[] cells) {
        this.cells = cells;
    }

    /**
     * @param counts {@code int[7][7]}, rows = truth; copied
     * @throws IllegalArgumentException if it is not 7 by 7 or a count is negative
     */
    @JsonCreator
    public static ConfusionMatrix of(@JsonProperty("counts") int[][] counts) {
        if (counts.length != K) {
            throw new IllegalArgumentException("A confusion matrix has " + K + " rows, got " + counts.length);
        }
        int[] cells = new int[K * K];
        for (int row = 0; row < K; row++) {
            if (counts[row].length != K) {
                throw new IllegalArgumentException(
                        "Row " + row + " of a confusion matrix has " + K + " columns, got " + counts[row].length);
            }
            System.arraycopy(counts[row], 0, cells, row * K, K);
        }
        return ofCells(cells);
    }

    public static ConfusionMatrix of(List<LabelledPrediction> predictions) {
        int[] cells = new int[K * K];
        predictions.forEach(p -> cells[cell(p.label(), p.prediction().top())]++);
        return new ConfusionMatrix(cells);
    }

    /** @param cells {@code int[49]}, see {@link #cell}; owned by the matrix from now on */
    static ConfusionMatrix ofCells(int[] cells) {
        for (int count : cells) {
            if (count < 0) {
                throw new IllegalArgumentException("A confusion matrix counts images, got " + count);
            }
        }
        return new ConfusionMatrix(cells);
    }

    /** Where that pair is in the array that {@link #ofCells} takes. */
    static int cell(LesionClass truth, LesionClass predicted) {
        return truth.index() * K + predicted.index();
    }

    public int count(LesionClass truth, LesionClass predicted) {
        return cells[cell(truth, predicted)];
    }

    /** Images of that diagnosis. */
    public int support(LesionClass truth) {
        int sum = 0;
        for (LesionClass predicted : LesionClass.all()) {
            sum += count(truth, predicted);
        }
        return sum;
    }

    /** Images classified as that, rightly or not. */
    public int predicted(LesionClass predicted) {
        int sum = 0;
        for (LesionClass truth : LesionClass.all()) {
            sum += count(truth, predicted);
        }
        return sum;
    }

    /** Images of that diagnosis classified as such. */
    public int correct(LesionClass lesionClass) {
        return count(lesionClass, lesionClass);
    }

    public int total() {
        return Arrays.stream(cells).sum();
    }

    public int correct() {
        return LesionClass.all().stream().mapToInt(this::correct).sum();
    }

    /** Classes with at least one image, in index order. */
    public List<LesionClass> present() {
        return LesionClass.all().stream().filter(c -> support(c) > 0).toList();
    }

    /** Share of images classified rightly, 0..1; empty for an empty matrix. */
    public OptionalDouble accuracy() {
        return ratio(correct(), total());
    }

    /** Share of the class's images found, 0..1; empty for a class without images. */
    public OptionalDouble recall(LesionClass lesionClass) {
        return ratio(correct(lesionClass), support(lesionClass));
    }

    /** Share of the images classified so that are so, 0..1; empty for a class that was never predicted. */
    public OptionalDouble precision(LesionClass lesionClass) {
        return ratio(correct(lesionClass), predicted(lesionClass));
    }

    /** {@code 2 TP / (2 TP + FP + FN)}, 0..1; empty for a class without images. */
    public OptionalDouble f1(LesionClass lesionClass) {
        int support = support(lesionClass);
        return support == 0
                ? OptionalDouble.empty()
                : ratio(2L * correct(lesionClass), (long) support + predicted(lesionClass));
    }

    /** Mean recall over the classes that have images; empty for an empty matrix. */
    public OptionalDouble balancedAccuracy() {
        return present().stream().mapToDouble(c -> recall(c).orElseThrow()).average();
    }

    /** Mean F1 over the classes that have images; empty for an empty matrix. */
    public OptionalDouble macroF1() {
        return present().stream().mapToDouble(c -> f1(c).orElseThrow()).average();
    }

    /** {@code int[7][7]}, rows = truth; a copy. */
    @JsonProperty("counts")
    public int[][] counts() {
        int[][] counts = new int[K][];
        for (int row = 0; row < K; row++) {
            counts[row] = Arrays.copyOfRange(cells, row * K, (row + 1) * K);
        }
        return counts;
    }

    /** Constant; for readers of the JSON. */
    @JsonProperty(value = "rows", access = JsonProperty.Access.READ_ONLY)
    String rows() {
        return "truth";
    }

    /** Constant; for readers of the JSON. */
    @JsonProperty(value = "columns", access = JsonProperty.Access.READ_ONLY)
    String columns() {
        return "prediction";
    }

    private static OptionalDouble ratio(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && Arrays.equals(cells, matrix.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return "ConfusionMatrix" + Arrays.deepToString(counts());
    }
}
