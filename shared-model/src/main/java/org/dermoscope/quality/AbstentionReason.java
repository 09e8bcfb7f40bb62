package org.dermoscope.quality;

/** Why a classification should not be relied on. Lower case in JSON. */
public enum AbstentionReason {
    TOO_SMALL("The image has fewer pixels than the network looks at"),
    UNIFORM("The image shows hardly any contrast"),
    TOO_DARK("The image is darker than those that the network was trained on"),
    TOO_BRIGHT("The image is brighter than those that the network was trained on"),
    BLURRED("The image is less sharp than those that the network was trained on"),
    NO_SKIN_COLOURS("The image has hardly any colours of skin"),
    /** See {@link OutlierDetector}. */
    OUT_OF_DISTRIBUTION("The image does not look like those that the network was trained on");

    private final String sentence;

    AbstentionReason(String sentence) {
        this.sentence = sentence;
    }

    /** For people, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
