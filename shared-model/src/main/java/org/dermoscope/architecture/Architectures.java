package org.dermoscope.architecture;

import java.util.List;

/** All architectures of the platform. */
public final class Architectures {
    private static final List<Architecture> ALL = List.of(
            new SequentialCnn(),
            new CustomResNet(),
            EfficientNetLite.lite0(),
            EfficientNetLite.lite1(),
            EfficientNetLite.lite2(),
            new DenseNet(),
            new VisionTransformer(),
            new ZooMobileNetV2());

    private Architectures() {}

    public static List<Architecture> all() {
        return ALL;
    }

    /**
     * The architecture of an id.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    public static Architecture byId(String id) {
        return ALL.stream()
                .filter(architecture -> architecture.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown architecture '" + id + "'; known: "
                        + ALL.stream().map(Architecture::id).toList()));
    }
}
