package org.dermoscope.inference.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.data.Offset;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two checkpoints that take turns in the running service while clients press on. */
@QuarkusTest
@TestProfile(OnnxProfile.class)
class HundredSwapsIT {
    private static final int SWAPS = 100;
    private static final int CLIENTS = 8;
    private static final byte[] IMAGE = SampleImages.encoded("png");

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final Map<String, Map<String, Double>> alone = new HashMap<>();

    @BeforeEach
    void publishTwoAndAskEachAlone() {
        Service.empty(store);
        for (int seed = 1; seed <= 2; seed++) {
            Checkpoint checkpoint = TinyCheckpoints.of(seed).publish(store);
            checkpoints.add(checkpoint);
            swapTo(checkpoint);
            alone.put(checkpoint.id().toString(), probabilities(answer(predict())));
        }
        assertThat(new HashSet<>(alone.values())).hasSize(2);
    }

    private void swapTo(Checkpoint checkpoint) {
        CheckpointFixtures.moveChampion(store, checkpoint.stored());
        assertThat(follower.check().model()).isEqualTo(checkpoint.id().toString());
    }

    @Test
    void noRequestFailsAndEveryAnswerIsOfTheModelThatItNames() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        Set<String> answered = new HashSet<>();
        try {
            List<Future<Set<String>>> asking = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                boolean batches = i % 2 == 0;
                asking.add(clients.submit(() -> ask(done, batches)));
            }
            for (int i = 0; i < SWAPS; i++) {
                swapTo(checkpoints.get(i % checkpoints.size()));
            }
            done.set(true);
            for (Future<Set<String>> each : asking) {
                answered.addAll(each.get());
            }
        } finally {
            done.set(true);
            clients.shutdown();
        }
        assertThat(answered).isEqualTo(alone.keySet());
        assertThat(Service.health().getString("status")).isEqualTo("healthy");
    }

    /** Returns the models that answered. */
    private Set<String> ask(AtomicBoolean done, boolean batches) {
        Set<String> models = new HashSet<>();
        while (!done.get()) {
            if (batches) {
                JsonPath answers = answer(batch());
                models.add(requireOfItsModel(answers, "[0]."));
                assertThat(requireOfItsModel(answers, "[1].")).isEqualTo(answers.getString("[0].model"));
            } else {
                models.add(requireOfItsModel(answer(predict()), ""));
            }
        }
        return models;
    }

    private String requireOfItsModel(JsonPath answers, String prefix) {
        String model = answers.getString(prefix + "model");
        Map<String, Double> expected = alone.getOrDefault(model, Map.of());
        Map<String, Double> given = answers.getMap(prefix + "all_probabilities");
        assertThat(given.keySet()).isEqualTo(expected.keySet());
        given.forEach((name, probability) ->
                assertThat(probability).as(model + " " + name).isCloseTo(expected.get(name), Offset.offset(1e-6)));
        return model;
    }

    private static Map<String, Double> probabilities(JsonPath answer) {
        return answer.getMap("all_probabilities");
    }

    private static HttpResponse<String> predict() {
        return RawRequest.form("/predict", Multipart.image(IMAGE)).send(RestAssured.port);
    }

    private static HttpResponse<String> batch() {
        return RawRequest.form("/predict_batch", Multipart.image(IMAGE).file("image", "b.png", IMAGE))
                .send(RestAssured.port);
    }

    private static JsonPath answer(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonPath(response.body()).using(Precision.DOUBLES);
    }
}
