package org.dermoscope.inference.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.inference.predict.FormMemory;
import org.dermoscope.store.ArtifactStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Small forms stay in memory, and the memory is given back. */
@QuarkusTest
@TestProfile(FormMemoryProfile.class)
class FormMemoryIT {
    private static final byte[] IMAGE = SampleImages.encoded("jpg");

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @Inject
    FormMemory memory;

    @BeforeEach
    void serve() {
        Service.empty(store);
        Service.serve(store, follower, "mel", 4);
    }

    @Test
    void givesTheMemoryBackOfAFormThatWasAnsweredRefusedOrNeverCame() throws Exception {
        assertThat(post("/predict", Multipart.image(IMAGE))).isEqualTo(200);
        assertThat(post("/predict_batch", Multipart.image(IMAGE).file("image", "b.jpg", IMAGE)))
                .isEqualTo(200);
        assertThat(post("/predict", new Multipart().text("image", "hello"))).isEqualTo(400);
        try (UnfinishedRequests unfinished = new UnfinishedRequests("")) {
            unfinished.openUntil("a form in memory", () -> memory.taken() > 0);
        }
        Service.await("no form in memory", () -> memory.taken() == 0);
    }

    @Test
    void answersThroughFilesWhenTheMemoryIsTaken() throws Exception {
        try (UnfinishedRequests unfinished = new UnfinishedRequests("")) {
            unfinished.openUntil("no memory left", () -> memory.taken() + 1000 > FormMemoryProfile.BYTES);
            assertThat(post("/predict", Multipart.image(IMAGE))).isEqualTo(200);
        }
        Service.await("no form in memory", () -> memory.taken() == 0);
    }

    @Test
    void needsNoFileForAFormInMemory() throws Exception {
        Path uploads = Path.of(FormMemoryProfile.UPLOADS);
        Files.delete(uploads);
        Files.createFile(uploads);
        try {
            assertThat(post("/predict", Multipart.image(IMAGE))).isEqualTo(200);
            assertThat(post("/predict", Multipart.image(new byte[FormMemoryProfile.BYTES])))
                    .as("a form that needs a file")
                    .isEqualTo(500);
        } finally {
            Files.delete(uploads);
            Files.createDirectory(uploads);
        }
    }

    private static int post(String path, Multipart form) {
        return RawRequest.form(path, form).send(RestAssured.port).statusCode();
    }
}
