package org.dermoscope.camera.client;

import java.time.Duration;
import org.dermoscope.camera.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What is to be asked next.
 *
 * @param evidence whether the answer is to come with its evidence
 * @param interval least time between the beginnings of two requests
 * @param frozen the one frame to ask about; null for the newest
 */
public record Wish(
        RegionOfInterest region,
        boolean evidence,
        Duration interval,
        @Nullable Frame frozen) {}
