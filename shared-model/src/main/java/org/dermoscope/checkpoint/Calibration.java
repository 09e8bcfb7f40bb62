package org.dermoscope.checkpoint;

/**
 * Temperature scaling: the network's outputs are divided by one number before the softmax, which makes the
 * probabilities fit how often they are right and leaves the most probable class as it is. C. Guo, G. Pleiss, Y. Sun,
 * K. Q. Weinberger, "On calibration of modern neural networks", ICML 2017, section 4.2. Fitted on the validation part,
 * of which all the figures are.
 *
 * @param temperature above 0; 1 changes nothing
 * @param images of the validation part, at least 1
 * @param nllBefore mean negative log-likelihood of the diagnoses at temperature 1, in nats
 * @param nllAfter the same at {@code temperature}
 * @param eceBefore expected calibration error at temperature 1, 0..1
 * @param eceAfter the same at {@code temperature}
 */
public record Calibration(
        double temperature, int images, double nllBefore, double nllAfter, double eceBefore, double eceAfter) {
    public Calibration {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("calibration.temperature is " + temperature + "; allowed: above 0");
        }
        if (images < 1) {
            throw new IllegalArgumentException("calibration.images is " + images + "; allowed: at least 1");
        }
        Required.share("calibration.ece_before", eceBefore);
        Required.share("calibration.ece_after", eceAfter);
    }
}
