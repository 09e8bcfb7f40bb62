package org.dermoscope.architecture;

/**
 * The optimizer of a run, fully resolved; the values that the kind does not use are kept and ignored.
 *
 * @param learningRate in (0, 1]; where the schedule is cyclic, the schedule's rates count
 * @param momentum of SGD, in [0, 1)
 * @param nesterov as Keras computes it: {@code v = m v - lr g; w += m v - lr g}
 * @param beta1 of Adam and AdamW, in [0, 1)
 * @param beta2 of Adam and AdamW, in [0, 1)
 * @param epsilon of Adam and AdamW, greater than 0
 * @param l2 penalty {@code l2 * sum(w^2)} on convolution kernels only, as Keras' {@code l2(...)}: adds {@code 2 l2 w} to
 *     their gradients; in [0, 1]; AdamW ignores it
 * @param weightDecay of AdamW: convolution kernels lose {@code learning rate * weightDecay} of themselves at each step;
 *     in [0, 1]
 */
public record OptimizerSpec(
        Kind kind,
        double learningRate,
        double momentum,
        boolean nesterov,
        double beta1,
        double beta2,
        double epsilon,
        double l2,
        double weightDecay) {
    /** Written in lower case in JSON. */
    public enum Kind {
        ADAM,
        SGD,
        ADAMW
    }

    public OptimizerSpec {
        Ranges.requireWithin("optimizer.learning_rate", learningRate, Math.ulp(0.0), 1);
        Ranges.requireWithin("optimizer.momentum", momentum, 0, Math.nextDown(1.0));
        Ranges.requireWithin("optimizer.beta1", beta1, 0, Math.nextDown(1.0));
        Ranges.requireWithin("optimizer.beta2", beta2, 0, Math.nextDown(1.0));
        Ranges.requireWithin("optimizer.epsilon", epsilon, Math.ulp(0.0), 1);
        Ranges.requireWithin("optimizer.l2", l2, 0, 1);
        Ranges.requireWithin("optimizer.weight_decay", weightDecay, 0, 1);
    }

    /** With the weight decay 0.01 of PyTorch's AdamW, which the other kinds ignore. */
    public OptimizerSpec(
            Kind kind,
            double learningRate,
            double momentum,
            boolean nesterov,
            double beta1,
            double beta2,
            double epsilon,
            double l2) {
        this(kind, learningRate, momentum, nesterov, beta1, beta2, epsilon, l2, 0.01);
    }

    /** Adam with Keras' constants. */
    public static OptimizerSpec adam(double learningRate) {
        return new OptimizerSpec(Kind.ADAM, learningRate, 0.9, false, 0.9, 0.999, 1e-7, 0);
    }

    /** AdamW with Keras' constants. */
    public static OptimizerSpec adamW(double learningRate, double weightDecay) {
        return new OptimizerSpec(Kind.ADAMW, learningRate, 0.9, false, 0.9, 0.999, 1e-7, 0, weightDecay);
    }

    public static OptimizerSpec sgdNesterov(double learningRate, double momentum, double l2) {
        return new OptimizerSpec(Kind.SGD, learningRate, momentum, true, 0.9, 0.999, 1e-7, l2);
    }

    public OptimizerSpec withoutL2() {
        return new OptimizerSpec(kind, learningRate, momentum, nesterov, beta1, beta2, epsilon, 0, weightDecay);
    }
}
