package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.Calibration;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.OperatingPoint;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.quality.AbstentionRules;
import org.dermoscope.quality.ClassClusters;
import org.dermoscope.quality.OutlierDetector;
import org.dermoscope.quality.OutlierScore;
import org.dermoscope.quality.QualityLimits;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an answer says beside the class, by what the manifest says. The same network each time. */
@QuarkusTest
@TestProfile(OnnxProfile.class)
class JudgedAnswerIT {
    private static final int NETWORK = 1;
    private static final double NEVER = 1e9;
    private static final Calibration CALIBRATION = new Calibration(1, 140, 1, 1, 0.1, 0.1);

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    private JsonPath plain = new JsonPath("{}");

    @BeforeEach
    void askAManifestThatSaysNothing() {
        Service.empty(store);
        plain = answer(2, null, List.of(), null);
    }

    @Test
    void aManifestThatSaysNothingGivesNoJudgement() {
        assertThat(plain.getBoolean("confidence_calibrated")).isFalse();
        assertThat(plain.<Object>get("melanoma_alert")).isNull();
        assertThat(plain.getBoolean("abstained")).isFalse();
    }

    @Test
    void confidenceIsCalledCalibratedWhereTheManifestHasATemperature() {
        assertThat(answer(3, CALIBRATION, List.of(), null).getBoolean("confidence_calibrated"))
                .isTrue();
    }

    @Test
    void melanomaIsSuspectedAtTheOperatingPointWhateverClassIsTheMostProbable() {
        double melanoma = plain.getDouble("all_probabilities.Melanoma");
        assertThat(plain.getString("class_code")).isNotEqualTo("mel");

        JsonPath suspected = answer(4, null, points(0.99 * melanoma, 0), null);
        assertThat(suspected.getBoolean("melanoma_alert")).isTrue();
        assertThat(suspected.getString("class_code")).isEqualTo(plain.getString("class_code"));
        assertThat(suspected.getDouble("melanoma_operating_point.threshold")).isEqualTo(0.99 * melanoma);

        JsonPath not = answer(5, null, points(1.01 * melanoma, 0), null);
        assertThat(not.getBoolean("melanoma_alert")).isFalse();
    }

    /** At 90 % and 95 % sensitivity; the first counts. */
    private static List<OperatingPoint> points(double threshold, double other) {
        return List.of(
                new OperatingPoint("mel", 0.95, other, 0.96, 0.5, 25, 115),
                new OperatingPoint("mel", 0.90, threshold, 0.92, 0.7, 25, 115));
    }

    @Test
    void abstainsWithReasonValueAndThresholdAndHidesNoProbability() {
        JsonPath small = answer(6, null, List.of(), rules(1000, NEVER));
        assertThat(small.getBoolean("abstained")).isTrue();
        assertThat(small.getString("abstention.reason")).isEqualTo("too_small");
        assertThat(small.getDouble("abstention.value")).isEqualTo(45);
        assertThat(small.getDouble("abstention.threshold")).isEqualTo(1000);
        assertThat(small.getMap("all_probabilities")).isEqualTo(plain.getMap("all_probabilities"));

        JsonPath outlier = answer(7, null, List.of(), rules(1, -NEVER));
        assertThat(outlier.getString("abstention.reason")).isEqualTo("out_of_distribution");
        assertThat(outlier.getDouble("abstention.threshold")).isEqualTo(-NEVER);
        assertThat(outlier.getMap("all_probabilities")).isEqualTo(plain.getMap("all_probabilities"));

        assertThat(answer(8, null, List.of(), rules(1, NEVER)).getBoolean("abstained"))
                .isFalse();
    }

    /** @param outlier threshold of the energy */
    private static AbstentionRules rules(int smallestSide, double outlier) {
        List<List<Double>> unit = new ArrayList<>();
        for (int i = 0; i < LesionClass.COUNT; i++) {
            List<Double> row = new ArrayList<>(Collections.nCopies(LesionClass.COUNT, 0.0));
            row.set(i, 1.0);
            unit.add(List.copyOf(row));
        }
        OutlierDetector detector =
                new OutlierDetector(OutlierScore.ENERGY, new ClassClusters(unit, unit), outlier, Map.of());
        return new AbstentionRules(
                new QualityLimits(smallestSide, 0, 255, 0, 0, 0), detector, 140, 1, Map.of("noise", 1.0));
    }

    private JsonPath answer(
            int id, @Nullable Calibration calibration, List<OperatingPoint> points, @Nullable AbstentionRules rules) {
        CheckpointDraft draft = TinyCheckpoints.of(NETWORK).draft();
        Instant createdAt = draft.createdAt().plusSeconds(id);
        StoredManifest stored = new CheckpointRepository(store)
                .publish(
                        new CheckpointDraft(
                                CheckpointId.of(draft.id().architecture(), createdAt, "judged"),
                                createdAt,
                                draft.network(),
                                draft.preprocessing(),
                                draft.data(),
                                draft.evaluation(),
                                calibration,
                                points,
                                rules,
                                draft.exports(),
                                draft.provenance(),
                                draft.goldens(),
                                true),
                        TinyCheckpoints.of(NETWORK).objects())
                .stored();
        CheckpointFixtures.moveChampion(store, stored);
        assertThat(follower.reload().model()).isEqualTo(stored.id().toString());
        return given().multiPart("image", "a.png", SampleImages.encoded("png"))
                .post("/predict")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(Precision.DOUBLES);
    }
}
