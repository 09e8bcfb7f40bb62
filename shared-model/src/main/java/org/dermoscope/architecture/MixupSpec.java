package org.dermoscope.architecture;

/**
 * Whether training images are mixed in pairs: blended (Zhang et al., mixup: Beyond Empirical Risk Minimization, ICLR 2018),
 * or a box of one put into the other (Yun et al., CutMix, ICCV 2019).
 *
 * @param alpha a pair is blended with a share drawn from Beta(alpha, alpha), in [0, 1]; 0 is off, 1 draws every share as
 *     likely, 0.2 mostly shares near 0 and 1
 * @param cutMix the probability that a batch gets boxes and is not blended, 0..1; every area of the box is as likely
 */
public record MixupSpec(double alpha, double cutMix) {
    public static final MixupSpec OFF = new MixupSpec(0, 0);

    public MixupSpec {
        Ranges.requireWithin("mixup.alpha", alpha, 0, 1);
        Ranges.requireWithin("mixup.cut_mix", cutMix, 0, 1);
    }
}
