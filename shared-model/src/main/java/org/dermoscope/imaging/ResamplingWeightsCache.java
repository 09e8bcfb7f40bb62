package org.dermoscope.imaging;

import java.util.LinkedHashMap;
import java.util.Map;

/** The most recently used filters, at most {@value #ENTRIES}, none for a side above {@value #LONGEST_SIDE}. Thread-safe. */
final class ResamplingWeightsCache {
    private static final int ENTRIES = 64;
    private static final int LONGEST_SIDE = 8192;

    private final Map<Long, ResamplingWeights> recent = new LinkedHashMap<>(ENTRIES * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ResamplingWeights> eldest) {
            return size() > ENTRIES;
        }
    };

    ResamplingWeights of(int sourceSize, int targetSize) {
        if (Math.max(sourceSize, targetSize) > LONGEST_SIDE) {
            return ResamplingWeights.of(sourceSize, targetSize);
        }
        Long sizes = (long) sourceSize << 32 | targetSize;
        synchronized (recent) {
            return recent.computeIfAbsent(sizes, s -> ResamplingWeights.of(sourceSize, targetSize));
        }
    }

    int size() {
        synchronized (recent) {
            return recent.size();
        }
    }
}
