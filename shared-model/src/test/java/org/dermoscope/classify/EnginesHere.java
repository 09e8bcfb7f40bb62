package org.dermoscope.classify;

import java.util.Arrays;
import java.util.stream.Stream;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.onednn.OneDnnNetwork;

/** What this processor can run networks with: all engines, but for oneDNN where the processor lacks its instructions. */
public final class EnginesHere {
    private EnginesHere() {}

    public static boolean oneDnn() {
        return OneDnnNetwork.obstacle()
                .filter(obstacle -> obstacle.contains("VNNI"))
                .isEmpty();
    }

    public static Stream<ServingEngine> all() {
        return Arrays.stream(ServingEngine.values()).filter(engine -> engine != ServingEngine.ONEDNN_INT8 || oneDnn());
    }
}
