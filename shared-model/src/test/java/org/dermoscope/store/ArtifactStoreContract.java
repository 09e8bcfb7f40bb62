package org.dermoscope.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link ArtifactStore} does. A subclass gives an empty store for each test. */
public abstract class ArtifactStoreContract extends ConditionalWriteContract {
    /** A store that cannot be reached, though it could be when it was opened. */
    protected abstract ArtifactStore openUnreachable();

    @Test
    void givesBackWhatWasPut() {
        byte[] content = {0, 1, -1, 127, -128, '\r', '\n'};

        String tag = store.put(KEY, content);

        StoredArtifact stored = store.get(KEY).orElseThrow();
        assertThat(stored.key()).isEqualTo(KEY);
        assertThat(stored.content()).isEqualTo(content);
        assertThat(stored.entityTag()).isEqualTo(tag);
        assertThat(store.head(KEY)).contains(new ArtifactInfo(KEY, tag, content.length));
    }

    @Test
    void storesAnEmptyObject() {
        String tag = store.put(KEY, new byte[0]);

        assertThat(store.get(KEY).orElseThrow().content()).isEmpty();
        assertThat(store.head(KEY)).contains(new ArtifactInfo(KEY, tag, 0));
    }

    @Test
    void storesAnObjectOfTwelveMegabytes() {
        byte[] content = new byte[12_000_000];
        new Random(42).nextBytes(content);

        String tag = store.put(KEY, content);

        assertThat(store.get(KEY).orElseThrow().content()).isEqualTo(content);
        assertThat(store.head(KEY)).contains(new ArtifactInfo(KEY, tag, content.length));
        assertThat(store.putIfMatch(KEY, bytes("small"), tag)).isPresent();
    }

    @Test
    void replacesAnObjectAndChangesItsEntityTag() {
        String first = store.put(KEY, bytes("first"));
        String second = store.put(KEY, bytes("other"));

        assertThat(second).isNotEqualTo(first);
        assertThat(text(KEY)).isEqualTo("other");
        assertThat(store.head(KEY).orElseThrow().entityTag()).isEqualTo(second);
    }

    @Test
    void knowsNothingOfAnAbsentKey() {
        store.put(KEY, bytes("there"));

        for (String absent :
                List.of("folder/object", "folder/object.bin2", "folder", "object.bin", "folder/object.bin/x")) {
            ArtifactKey key = new ArtifactKey(absent);
            assertThat(store.get(key)).as(absent).isEmpty();
            assertThat(store.head(key)).as(absent).isEmpty();
        }
    }

    @Test
    void deletesAnObjectAndIsSilentAboutAnAbsentOne() {
        store.put(KEY, bytes("x"));
        store.delete(KEY);
        store.delete(KEY);
        store.delete(new ArtifactKey("never/was"));

        assertThat(store.get(KEY)).isEmpty();
        assertThat(store.list(new ArtifactKey("folder"))).isEmpty();
    }

    @Test
    void listsInKeyOrderWhatLiesBelowThePrefix() {
        List<String> inOrder = List.of("a/1", "a/10", "a/2", "a/B/z", "a/b-c", "a/b/c", "a/b/d/e", "a/b0");
        inOrder.stream().sorted((x, y) -> y.compareTo(x)).forEach(key -> store.put(new ArtifactKey(key), bytes(key)));
        List.of("ab", "b/a/1", "a.txt", "a-/1").forEach(key -> store.put(new ArtifactKey(key), bytes("other")));

        List<ArtifactInfo> found = store.list(new ArtifactKey("a"));

        assertThat(found).extracting(info -> info.key().value()).containsExactlyElementsOf(inOrder);
        assertThat(found).allSatisfy(info -> assertThat(store.head(info.key())).contains(info));
        assertThat(store.list(new ArtifactKey("a/b")))
                .extracting(info -> info.key().value())
                .containsExactly("a/b/c", "a/b/d/e");
    }

    @Test
    void listsNothingBelowAnObjectOrAnUnknownPrefix() {
        store.put(KEY, bytes("x"));

        assertThat(store.list(KEY)).isEmpty();
        assertThat(store.list(new ArtifactKey("unknown"))).isEmpty();
    }

    @Test
    void damagesNoObjectByAWriteToAKeyAboveOrBelowIt() {
        store.put(KEY, bytes("kept"));

        for (ArtifactKey related : List.of(new ArtifactKey("folder"), KEY.resolve("part"))) {
            boolean refused = false;
            try {
                store.put(related, bytes("related"));
            } catch (StoreException e) {
                refused = true;
                assertThat(e).hasMessageContaining("'" + related + "'");
            }
            assertThat(text(KEY)).isEqualTo("kept");
            assertThat(store.get(related).isEmpty()).as("%s refused", related).isEqualTo(refused);
            store.delete(related);
            assertThat(text(KEY)).isEqualTo("kept");
        }
    }

    @Test
    void takesAKeyOnceNothingLiesBelowItAnyMore() {
        store.put(new ArtifactKey("x/y/z"), bytes("below"));
        store.delete(new ArtifactKey("x/y/z"));

        store.put(new ArtifactKey("x"), bytes("now free"));

        assertThat(text(new ArtifactKey("x"))).isEqualTo("now free");
    }

    @Test
    void neverShowsAReaderPartOfAWrite() throws Exception {
        int size = 300_000;
        store.put(KEY, filled(size, 0));
        AtomicBoolean done = new AtomicBoolean();

        List<Integer> reads = ConcurrentCalls.run(4, caller -> () -> {
            if (caller == 0) {
                IntStream.rangeClosed(1, 40).forEach(value -> store.put(KEY, filled(size + value, value)));
                done.set(true);
                return 1;
            }
            int count = 0;
            while (count == 0 || !done.get()) {
                StoredArtifact read = store.get(KEY).orElseThrow();
                int value = read.content()[0];
                assertThat(read.content()).isEqualTo(filled(size + value, value));
                assertThat(store.list(new ArtifactKey("folder"))).hasSize(1);
                count++;
            }
            return count;
        });

        assertThat(reads).allMatch(count -> count > 0);
    }

    @Test
    void saysWhatFailedWhenItIsOutOfReach() {
        try (ArtifactStore unreachable = openUnreachable()) {
            List<ThrowingCallable> operations = List.of(
                    () -> unreachable.get(KEY),
                    () -> unreachable.head(KEY),
                    () -> unreachable.list(KEY),
                    () -> unreachable.put(KEY, bytes("x")),
                    () -> unreachable.putIfAbsent(KEY, bytes("x")),
                    () -> unreachable.putIfMatch(KEY, bytes("x"), "tag"),
                    () -> unreachable.delete(KEY));

            assertThat(operations)
                    .allSatisfy(operation -> assertThatThrownBy(operation)
                            .isInstanceOf(StoreException.class)
                            .hasMessageContaining("'" + KEY + "'")
                            .hasMessageContaining(unreachable.location()));
        }
    }

    private static byte[] filled(int size, int value) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) value);
        return content;
    }
}
