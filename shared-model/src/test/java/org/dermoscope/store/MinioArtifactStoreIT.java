package org.dermoscope.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.MinioClient;
import io.minio.RemoveBucketArgs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.dermoscope.store.StoreException.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RequiresMinio
class MinioArtifactStoreIT extends ArtifactStoreContract {
    private static final ArtifactKey KEY = new ArtifactKey("a/b");
    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    private static @Nullable MinioServer server;

    @BeforeAll
    static void startServer() {
        server = MinioServer.start();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected ArtifactStore openEmpty() {
        return new MinioArtifactStore(freshBucket());
    }

    @Override
    protected ArtifactStore openUnreachable() {
        try (MinioServer stopped = MinioServer.start()) {
            ArtifactStore store = new MinioArtifactStore(stopped.settings("bucket"));
            store.put(KEY, CONTENT);
            return store;
        }
    }

    @Test
    void createsItsBucketOnceThoughManyStoresStartTogether() throws Exception {
        MinioSettings settings = freshBucket();

        List<Optional<String>> outcomes = ConcurrentCalls.run(8, caller -> () -> {
            try (ArtifactStore own = new MinioArtifactStore(settings)) {
                return own.putIfAbsent(KEY, CONTENT);
            }
        });

        assertThat(outcomes).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void keepsItsKeysUnderThePrefix() {
        MinioSettings settings = freshBucket();
        MinioSettings prefixed = settings.withPrefix(new ArtifactKey("team/x"));
        try (ArtifactStore whole = new MinioArtifactStore(settings);
                ArtifactStore part = new MinioArtifactStore(prefixed)) {
            String tag = part.put(KEY, CONTENT);
            whole.put(new ArtifactKey("a/other"), CONTENT);

            assertThat(whole.head(new ArtifactKey("team/x/a/b"))).isPresent();
            assertThat(part.list(new ArtifactKey("a"))).containsExactly(new ArtifactInfo(KEY, tag, CONTENT.length));
            assertThat(part.location()).endsWith("/team/x");
        }
    }

    @Test
    void listsMoreThanOnePageOfObjects() throws Exception {
        ConcurrentCalls.run(11, caller -> () -> {
            for (int number = 0; number < 100; number++) {
                store.put(new ArtifactKey("many/%02d-%02d".formatted(caller, number)), CONTENT);
            }
            return caller;
        });

        assertThat(store.list(new ArtifactKey("many")))
                .hasSize(1100)
                .isSortedAccordingTo((x, y) -> x.key().compareTo(y.key()));
    }

    @Test
    void missesAnAbsentServerOnlyWhenItIsUsed() {
        MinioSettings nowhere = MinioSettings.of("http://127.0.0.1:1", "bucket", "user", "a-secret-key");
        try (ArtifactStore away = new MinioArtifactStore(nowhere)) {
            assertThatThrownBy(() -> away.put(KEY, CONTENT))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Cannot put 'a/b' in http://127.0.0.1:1/bucket: ConnectException");
        }
    }

    @Test
    void tellsABucketThatWasRemovedFromAnObjectThatIsNotThere() throws Exception {
        MinioSettings settings = freshBucket();
        try (ArtifactStore bereft = new MinioArtifactStore(settings)) {
            assertThat(bereft.head(KEY)).isEmpty();
            removeBucket(settings);

            assertThatThrownBy(() -> bereft.head(KEY))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.problem()).isEqualTo(StoreException.Problem.BUCKET_MISSING));
        }
    }

    private static void removeBucket(MinioSettings settings) throws Exception {
        try (MinioClient client = MinioClient.builder()
                .endpoint(settings.endpoint())
                .credentials(settings.accessKey(), settings.secretKey())
                .build()) {
            client.removeBucket(
                    RemoveBucketArgs.builder().bucket(settings.bucket()).build());
        }
    }

    @Test
    void showsNoSecretWhenTheServerRefusesIt() {
        String secret = "not-the-secret-" + UUID.randomUUID();
        MinioSettings wrong = MinioSettings.of(requireServer().endpoint(), "bucket", "dermoscope-test", secret);
        try (ArtifactStore refused = new MinioArtifactStore(wrong)) {
            Throwable failure = Assertions.catchThrowable(() -> refused.get(KEY));

            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(failure).isInstanceOf(StoreException.class);
            assertThat(trace.toString()).doesNotContain(secret);
            assertThat(wrong.toString()).doesNotContain(secret).doesNotContain("dermoscope-test");
        }
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            MinioSettings settings = MinioSettings.of(
                            "http://127.0.0.1:" + silent.getLocalPort(), "bucket", "user", "a-secret-key")
                    .withTimeouts(Duration.ofMillis(300), Duration.ofMillis(300));
            try (ArtifactStore waiting = new MinioArtifactStore(settings)) {
                long start = System.nanoTime();

                StoreException failure = Assertions.catchThrowableOfType(StoreException.class, () -> waiting.get(KEY));

                assertThat(failure.problem()).isEqualTo(Problem.SILENT);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void throwsOnceItIsClosed() {
        ArtifactStore closed = new MinioArtifactStore(freshBucket());
        closed.put(KEY, CONTENT);
        closed.close();

        assertThatThrownBy(() -> closed.get(KEY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    private static MinioSettings freshBucket() {
        return requireServer().settings("bucket-" + UUID.randomUUID());
    }

    private static MinioServer requireServer() {
        if (server == null) {
            throw new IllegalStateException("The MinIO server has not been started");
        }
        return server;
    }
}
