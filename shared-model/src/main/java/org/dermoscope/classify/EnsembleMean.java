package org.dermoscope.classify;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of several networks to one image: the mean of theirs by weight. Immutable and thread-safe. */
public final class EnsembleMean {
    private static final double ROUNDING = 1e-6;

    private final double[] weights;
    private final double temperature;

    /**
     * @param weights of the networks, above 0, their sum 1
     * @param temperature of the mean of their probabilities, above 0; 1 leaves it as it is
     */
    public EnsembleMean(List<Double> weights, double temperature) {
        this.weights = weights.stream().mapToDouble(Double::doubleValue).toArray();
        this.temperature = temperature;
        if (Math.abs(Arrays.stream(this.weights).sum() - 1) > ROUNDING) {
            throw new IllegalArgumentException("The weights " + weights + " do not sum to 1");
        }
    }

    /** @param members one prediction a network, calibrated, in the order of the weights */
    public Prediction of(List<Prediction> members) {
        double[] mean = new double[members.get(0).probabilities().length];
        for (int m = 0; m < requireOneEach(members); m++) {
            double[] probabilities = members.get(m).probabilities();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weights[m] * probabilities[i];
            }
        }
        Prediction prediction = new Prediction(mean);
        return temperature == 1 ? prediction : prediction.atTemperature(temperature);
    }

    /**
     * The whole answer. Its logits are the mean of the networks', and so its evidence sums to them as a single network's
     * does; the probabilities are the mean of probabilities, not what these logits give.
     *
     * @param members one answer a network, in the order of the weights
     * @return with evidence if all have it on a grid of one size
     */
    public NetworkAnswer answer(List<NetworkAnswer> members) {
        return new NetworkAnswer(
                of(members.stream().map(NetworkAnswer::prediction).toList()),
                mean(members.stream().map(NetworkAnswer::logits).toList()),
                evidence(members.stream().map(NetworkAnswer::evidence).toList()));
    }

    private @Nullable Evidence evidence(List<@Nullable Evidence> members) {
        @Nullable Evidence first = members.get(0);
        if (first == null
                || !members.stream()
                        .allMatch(e -> e != null && e.height() == first.height() && e.width() == first.width())) {
            return null;
        }
        return new Evidence(
                first.height(),
                first.width(),
                mean(members.stream().map(Evidence::contributions).toList()),
                mean(members.stream().map(Evidence::bias).toList()));
    }

    private float[] mean(List<float[]> members) {
        double[] sum = new double[members.get(0).length];
        for (int m = 0; m < requireOneEach(members); m++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weights[m] * members.get(m)[i];
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) sum[i];
        }
        return mean;
    }

    private int requireOneEach(List<?> members) {
        if (members.size() != weights.length) {
            throw new IllegalArgumentException(members.size() + " answers of " + weights.length + " networks");
        }
        return weights.length;
    }
}
