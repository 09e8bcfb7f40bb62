package org.dermoscope.inference.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.wire.PredictionAnswer;
import org.dermoscope.wire.client.BatchElement;
import org.dermoscope.wire.client.ClientConfig;
import org.dermoscope.wire.client.InferenceClient;
import org.dermoscope.wire.client.PredictOptions;
import org.dermoscope.wire.client.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client and the service know each other. */
@QuarkusTest
@TestProfile(ServingProfile.class)
class InferenceClientIT {
    private static final byte[] IMAGE = SampleImages.encoded("jpg");

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @BeforeEach
    void serve() {
        Service.empty(store);
        Service.serve(store, follower, "df", 3);
    }

    private static InferenceClient client() {
        return new InferenceClient(ClientConfig.of(URI.create("http://127.0.0.1:" + RestAssured.port)));
    }

    @Test
    void predictsOneImageAndSeveral() {
        PredictionAnswer answer = client().predict(IMAGE, PredictOptions.DEFAULT.withTopK(2));
        assertThat(answer.classCode()).isEqualTo("df");
        assertThat(answer.topK()).hasSize(2);
        assertThat(answer.allProbabilities()).hasSize(7);
        List<BatchElement> batch = client().predictBatch(List.of(IMAGE, new byte[0], IMAGE), PredictOptions.DEFAULT);
        assertThat(batch).hasSize(3);
        assertThat(batch.get(1))
                .isInstanceOfSatisfying(
                        BatchElement.Failed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo("empty_image"));
        assertThat(batch.get(2))
                .isInstanceOfSatisfying(
                        BatchElement.Predicted.class,
                        predicted ->
                                assertThat(predicted.prediction().classCode()).isEqualTo("df"));
    }

    @Test
    void readsHealthAndModel() {
        assertThat(client().health().status()).isEqualTo("healthy");
        assertThat(client().model().id()).isEqualTo("sequential-cnn-20261123T205203Z-fix003");
        assertThat(client().model().network().architecture()).isEqualTo("sequential-cnn");
        assertThat(client().model().network().parameters()).isEqualTo(1356480);
        assertThat(client().model().classOrder()).containsExactly("akiec", "bcc", "bkl", "df", "mel", "nv", "vasc");
        assertThat(client().model().data().synthetic()).isTrue();
    }

    @Test
    void passesOnWhatTheServiceRefuses() {
        RefusedException one =
                catchThrowableOfType(RefusedException.class, () -> client().predict(new byte[] {1, 2, 3}));
        assertThat(one.status() + " " + one.code()).isEqualTo("415 unsupported_image_type");
        assertThat(one.mayBeRetried()).isFalse();
        RefusedException many = catchThrowableOfType(
                RefusedException.class,
                () -> client().predictBatch(Collections.nCopies(65, IMAGE), PredictOptions.DEFAULT));
        assertThat(many.status() + " " + many.code()).isEqualTo("413 too_many_images");
    }
}
