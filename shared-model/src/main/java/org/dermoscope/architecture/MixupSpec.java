package org.dermoscope.architecture;

/**
 * Whether training images are mixed in pairs: Zhang et al., mixup: Beyond Empirical Risk Minimization (ICLR 2018).
 *
 * @param alpha a pair is mixed with a share drawn from Beta(alpha, alpha), in [0, 1]; 0 is off, 1 draws every share as
 *     likely, 0.2 mostly shares near 0 and 1
 */
public record MixupSpec(double alpha) {
    public static final MixupSpec OFF = new MixupSpec(0);

    public MixupSpec {
        Ranges.requireWithin("mixup.alpha", alpha, 0, 1);
    }
}
