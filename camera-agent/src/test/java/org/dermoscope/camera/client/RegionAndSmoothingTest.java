package org.dermoscope.camera.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.time.Duration;
import java.time.Instant;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.frame.Pixels;
import org.dermoscope.wire.PredictionAnswer;
import org.junit.jupiter.api.Test;

class RegionAndSmoothingTest {
    private static TimedAnswer timed(PredictionAnswer answer, Rectangle region) {
        Frame frame = new Frame(1, Pixels.blank(64, 48), 0, Instant.EPOCH);
        return new TimedAnswer(frame, region, new byte[0], answer, Duration.ZERO);
    }

    @Test
    void theRegionIsTheCentredSquareTheDrawnPartOrTheWholeFrame() {
        assertThat(RegionOfInterest.CENTRED_SQUARE.in(640, 480)).isEqualTo(new Rectangle(80, 0, 480, 480));
        assertThat(RegionOfInterest.CENTRED_SQUARE.in(300, 500)).isEqualTo(new Rectangle(0, 100, 300, 300));
        assertThat(RegionOfInterest.CENTRED_SQUARE.toggled().in(640, 480)).isEqualTo(new Rectangle(0, 0, 640, 480));
        Area area = Area.between(0.75, 0.5, 0.25, 1.5);
        assertThat(new RegionOfInterest(true, area).in(640, 480)).isEqualTo(new Rectangle(160, 240, 320, 240));
    }

    @Test
    void aClickDrawsNothingAndEveryAreaHasAPixel() {
        assertThat(Area.between(0.3, 0.3, 0.301, 0.301).isDeliberate()).isFalse();
        assertThat(Area.between(2, 2, 3, 3).in(100, 100)).isEqualTo(new Rectangle(99, 99, 1, 1));
    }

    @Test
    void smoothingAveragesExponentiallyAndBeginsAgainWithAnotherRegion() {
        Smoother smoother = new Smoother(0.25);
        Rectangle region = new Rectangle(0, 0, 48, 48);

        assertThat(smoother.add(timed(Answers.of("mel", 0.9), region)).get(0).confidence())
                .isEqualTo(0.9);
        assertThat(smoother.add(timed(Answers.of("mel", 0.5), region)).get(0).confidence())
                .isCloseTo(0.25 * 0.5 + 0.75 * 0.9, within(1e-12));
        assertThat(smoother.add(timed(Answers.of("mel", 0.5), new Rectangle(0, 0, 64, 48)))
                        .get(0)
                        .confidence())
                .isEqualTo(0.5);
    }

    @Test
    void theMelanomaAlertOfTheNewestAnswerIsNeverSmoothedAway() {
        Smoother smoother = new Smoother(0.1);
        Rectangle region = new Rectangle(0, 0, 48, 48);
        smoother.add(timed(Answers.of("nv", 0.95), region));
        TimedAnswer alarming = timed(Answers.of("mel", 0.6), region);
        ShownAnswer shown = new ShownAnswer(alarming, Ranking.of(alarming.answer()), smoother.add(alarming));

        assertThat(shown.ranking(true).get(0).classCode()).isEqualTo("nv");
        assertThat(shown.melanomaAlert(true)).isTrue();
        assertThat(shown.melanomaAlert(false)).isTrue();
    }

    @Test
    void smoothedMelanomaKeepsTheAlertUp() {
        Smoother smoother = new Smoother(0.5);
        Rectangle region = new Rectangle(0, 0, 48, 48);
        smoother.add(timed(Answers.of("mel", 0.95), region));
        TimedAnswer calm = timed(Answers.of("nv", 0.95), region);
        ShownAnswer shown = new ShownAnswer(calm, Ranking.of(calm.answer()), smoother.add(calm));

        assertThat(shown.melanomaAlert(true)).isTrue();
        assertThat(shown.melanomaAlert(false)).isFalse();
    }
}
