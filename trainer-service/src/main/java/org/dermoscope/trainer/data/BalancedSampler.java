package org.dermoscope.trainer.data;

import java.util.Arrays;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Draws a fixed number of images of each class, in proportion to {@code n_c ^ (1 - power)} (Mahajan et al., Exploring the
 * Limits of Weakly Supervised Pretraining, 2018, with power 0.5; class-balanced sampling with 1). The images of a class
 * come in shuffled rounds that go on from epoch to epoch, so that after any number of epochs each has come as often as
 * the others of its class, or once more.
 */
final class BalancedSampler implements ImageSampler {
    private static final long ROUNDS = SplitMix64.hash("balanced_sampler");

    private final int[][] members = new int[LesionClass.COUNT][];
    private final int[] quotas;
    private final long seed;

    /** @param power in [0, 1] */
    BalancedSampler(int[] labels, double power, long seed) {
        this.seed = seed;
        ClassCounts counts = new ClassCounts(labels);
        int[] filled = new int[members.length];
        for (int c = 0; c < members.length; c++) {
            members[c] = new int[counts.of(c)];
        }
        for (int i = 0; i < labels.length; i++) {
            members[labels[i]][filled[labels[i]]++] = i;
        }
        quotas = quotas(counts, power);
    }

    /** Rounded to whole images by the largest remainders; their sum is the number of images. */
    private static int[] quotas(ClassCounts counts, double power) {
        double[] wanted = new double[LesionClass.COUNT];
        for (int c = 0; c < wanted.length; c++) {
            wanted[c] = counts.of(c) == 0 ? 0 : StrictMath.pow(counts.of(c), 1 - power);
        }
        double scale = counts.total() / Arrays.stream(wanted).sum();
        int[] quotas = new int[wanted.length];
        for (int c = 0; c < wanted.length; c++) {
            wanted[c] *= scale;
            quotas[c] = (int) wanted[c];
        }
        for (int left = counts.total() - Arrays.stream(quotas).sum(); left > 0; left--) {
            int most = 0;
            for (int c = 1; c < wanted.length; c++) {
                most = wanted[c] - quotas[c] > wanted[most] - quotas[most] ? c : most;
            }
            quotas[most]++;
        }
        return quotas;
    }

    @Override
    public int[] images(int epoch) {
        int[] order = new int[Arrays.stream(quotas).sum()];
        int drawn = 0;
        for (int c = 0; c < quotas.length; c++) {
            draw(c, epoch, order, drawn);
            drawn += quotas[c];
        }
        SplitMix64.of(seed, epoch).shuffle(order);
        return order;
    }

    private void draw(int label, int epoch, int[] target, int offset) {
        int size = members[label].length;
        long first = (epoch - 1L) * quotas[label];
        long round = -1;
        int[] order = {};
        for (int i = 0; i < quotas[label]; i++) {
            long position = first + i;
            if (position / size != round) {
                round = position / size;
                order = members[label].clone();
                SplitMix64.of(seed, ROUNDS, label, round).shuffle(order);
            }
            target[offset + i] = order[(int) (position % size)];
        }
    }
}
