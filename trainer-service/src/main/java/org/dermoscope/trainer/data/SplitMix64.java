package org.dermoscope.trainer.data;

/**
 * The SplitMix64 generator of Steele, Lea and Flood (OOPSLA 2014), written out so that splits and augmentations stay
 * the same on every Java version. Not thread-safe.
 */
public final class SplitMix64 {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public SplitMix64(long seed) {
        this.state = seed;
    }

    /** A generator for the combination of all keys; their order counts. */
    public static SplitMix64 of(long... keys) {
        long seed = 0;
        for (long key : keys) {
            seed = mix((seed + GAMMA) ^ mix(key + GAMMA));
        }
        return new SplitMix64(seed);
    }

    /** A 64-bit hash of the text: FNV-1a over its UTF-16 units, mixed. */
    public static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /** Uniform in 0 (included) to 1 (excluded), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in {@code -range} (included) to {@code range} (excluded); 0 if range is 0. */
    public double nextWithin(double range) {
        return (2 * nextDouble() - 1) * range;
    }

    /** Uniform in 0 to {@code bound - 1} up to a bias below 2^-31; bound is at least 1. */
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Fisher-Yates. */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
