package org.dermoscope.camera.view;

import java.time.Duration;
import java.util.List;
import org.dermoscope.camera.client.Area;
import org.dermoscope.camera.client.RegionOfInterest;

/**
 * What is switched on.
 *
 * @param region what is sent of a frame
 * @param evidence whether answers come with their evidence, laid over the picture
 * @param frozen whether the picture is held
 * @param smoothing whether the shown probabilities are those over the last answers
 * @param interval least time between the beginnings of two requests
 */
public record ViewSettings(
        RegionOfInterest region, boolean evidence, boolean frozen, boolean smoothing, boolean help, Duration interval) {
    private static final List<Long> INTERVALS = List.of(0L, 100L, 200L, 500L, 1000L, 2000L, 5000L);

    public static final ViewSettings DEFAULT =
            new ViewSettings(RegionOfInterest.CENTRED_SQUARE, false, false, true, false, Duration.ZERO);

    /** After this action; those that change no setting give the same settings. */
    public ViewSettings after(ViewAction action) {
        return switch (action) {
            case QUIT, SCREENSHOT -> this;
            case REGION -> withRegion(region.toggled());
            case EVIDENCE -> new ViewSettings(region, !evidence, frozen, smoothing, help, interval);
            case FREEZE -> new ViewSettings(region, evidence, !frozen, smoothing, help, interval);
            case SMOOTHING -> new ViewSettings(region, evidence, frozen, !smoothing, help, interval);
            case HELP -> new ViewSettings(region, evidence, frozen, smoothing, !help, interval);
            case SLOWER -> withInterval(longer());
            case FASTER -> withInterval(shorter());
        };
    }

    /** With this part of the picture as region. */
    public ViewSettings drawn(Area area) {
        return withRegion(new RegionOfInterest(true, area));
    }

    public ViewSettings withRegion(RegionOfInterest value) {
        return new ViewSettings(value, evidence, frozen, smoothing, help, interval);
    }

    public ViewSettings withInterval(Duration value) {
        return new ViewSettings(region, evidence, frozen, smoothing, help, value);
    }

    private Duration longer() {
        return INTERVALS.stream()
                .filter(millis -> millis > interval.toMillis())
                .findFirst()
                .map(Duration::ofMillis)
                .orElse(interval);
    }

    private Duration shorter() {
        return INTERVALS.stream()
                .filter(millis -> millis < interval.toMillis())
                .reduce((first, second) -> second)
                .map(Duration::ofMillis)
                .orElse(interval);
    }
}
