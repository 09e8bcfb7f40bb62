package org.dermoscope.trainer.evaluation;

/**
 * The score interval for a proportion of independent trials: E. B. Wilson, "Probable inference, the law of succession,
 * and statistical inference", Journal of the American Statistical Association 22 (1927) 209-212; without continuity
 * correction, method 3 of R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872. Unlike the normal approximation it
 * stays within 0..1 and keeps a width where no or every trial succeeds.
 */
public final class WilsonInterval {
    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private WilsonInterval() {}

    /**
     * @param successes 0..trials
     * @param trials at least 1
     * @return the observed share with its 95 % interval
     */
    public static Estimate of(int successes, int trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "A proportion needs 0 <= successes <= trials and trials >= 1, got " + successes + " of " + trials);
        }
        double n = trials;
        double p = successes / n;
        double zz = Z * Z;
        double centre = (p + zz / (2 * n)) / (1 + zz / n);
        double half = Z / (1 + zz / n) * Math.sqrt(p * (1 - p) / n + zz / (4 * n * n));
        double low = successes == 0 ? 0 : Math.max(0, centre - half);
        double high = successes == trials ? 1 : Math.min(1, centre + half);
        return new Estimate(p, low, high);
    }
}
