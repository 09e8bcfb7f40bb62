package org.dermoscope.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of {@link ArtifactStoreContract} about conditional writes, races included. */
abstract class ConditionalWriteContract {
    static final ArtifactKey KEY = new ArtifactKey("folder/object.bin");

    private static final int WRITERS = 16;

    protected ArtifactStore store;

    /** An empty store; the contract closes it. */
    protected abstract ArtifactStore openEmpty();

    @BeforeEach
    void openStore() {
        store = openEmpty();
    }

    @AfterEach
    void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void writesIfAbsentOnlyWhereNothingIs() {
        Optional<String> first = store.putIfAbsent(KEY, bytes("first"));
        Optional<String> second = store.putIfAbsent(KEY, bytes("second"));

        assertThat(first)
                .isEqualTo(store.head(KEY).map(ArtifactInfo::entityTag))
                .isPresent();
        assertThat(second).isEmpty();
        assertThat(text(KEY)).isEqualTo("first");

        store.delete(KEY);
        assertThat(store.putIfAbsent(KEY, bytes("third"))).isPresent();
        assertThat(text(KEY)).isEqualTo("third");
    }

    @Test
    void writesIfMatchOnlyOverThatVersion() {
        String first = store.put(KEY, bytes("first"));

        String second = store.putIfMatch(KEY, bytes("second"), first).orElseThrow();

        assertThat(store.head(KEY).orElseThrow().entityTag()).isEqualTo(second);
        assertThat(store.putIfMatch(KEY, bytes("late"), first)).isEmpty();
        assertThat(text(KEY)).isEqualTo("second");
    }

    @Test
    void writesIfMatchNotWhereTheObjectIsGone() {
        String tag = store.put(KEY, bytes("x"));
        store.delete(KEY);

        assertThat(store.putIfMatch(KEY, bytes("y"), tag)).isEmpty();
        assertThat(store.get(KEY)).isEmpty();
    }

    @Test
    void letsExactlyOneOfManyWritersCreateAnObject() throws Exception {
        for (int round = 0; round < 20; round++) {
            ArtifactKey key = ArtifactKey.of("race", "absent-" + round);

            List<Optional<String>> outcomes =
                    ConcurrentCalls.run(WRITERS, writer -> () -> store.putIfAbsent(key, bytes("writer " + writer)));

            assertOneWinner(key, outcomes);
        }
    }

    @Test
    void letsExactlyOneOfManyWritersReplaceAVersion() throws Exception {
        ArtifactKey key = new ArtifactKey("race/match");
        for (int round = 0; round < 20; round++) {
            String tag = store.put(key, bytes("round " + round));

            List<Optional<String>> outcomes =
                    ConcurrentCalls.run(WRITERS, writer -> () -> store.putIfMatch(key, bytes("writer " + writer), tag));

            assertOneWinner(key, outcomes);
        }
    }

    @Test
    void losesNoUpdateOfAConditionallyReplacedCounter() throws Exception {
        store.put(KEY, bytes("0"));

        ConcurrentCalls.run(WRITERS, writer -> () -> {
            for (int added = 0; added < 5; added++) {
                CounterObject.increment(store, KEY);
            }
            return writer;
        });

        assertThat(text(KEY)).isEqualTo(String.valueOf(WRITERS * 5));
    }

    private void assertOneWinner(ArtifactKey key, List<Optional<String>> outcomes) {
        List<Integer> winners = IntStream.range(0, outcomes.size())
                .filter(writer -> outcomes.get(writer).isPresent())
                .boxed()
                .toList();
        assertThat(winners).hasSize(1);
        StoredArtifact stored = store.get(key).orElseThrow();
        assertThat(new String(stored.content(), UTF_8)).isEqualTo("writer " + winners.get(0));
        assertThat(outcomes.get(winners.get(0))).contains(stored.entityTag());
    }

    final String text(ArtifactKey key) {
        return new String(store.get(key).orElseThrow().content(), UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
