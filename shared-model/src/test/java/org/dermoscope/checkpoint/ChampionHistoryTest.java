package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChampionHistoryTest {
    private static final ArtifactKey POINTER = ArtifactKey.of("champion.json");
    private static final ArtifactKey HISTORY = ArtifactKey.of("champion-history");

    @TempDir
    Path folder;

    private ArtifactStore store;
    private CheckpointRepository repository;

    @BeforeEach
    void open() {
        store = new FilesystemArtifactStore(folder);
        repository = new CheckpointRepository(store);
    }

    @Test
    void hasNoChampionAtFirst() {
        assertThat(repository.champion()).isEmpty();
        assertThat(repository.championTag()).isEmpty();
        assertThat(repository.history()).isEmpty();
    }

    @Test
    void movesFromTheStateThatTheCallerSawAndKeepsEveryPlace() {
        ChampionPointer first = move(champion(1), Optional.empty());
        assertThat(repository.champion()).contains(first);
        assertThat(repository.championTag()).contains(first.entityTag());
        ChampionPointer second = move(champion(2), Optional.of(first.entityTag()));
        ChampionPointer third = move(champion(3), Optional.of(second.entityTag()));
        assertThat(repository.champion()).contains(third);
        assertThat(repository.history()).containsExactly(champion(3), champion(2), champion(1));
        assertThat(store.list(HISTORY)).hasSize(3);
    }

    @Test
    void staysWhereItIsIfSomebodyElseMovedIt() {
        ChampionPointer first = move(champion(1), Optional.empty());
        ChampionPointer second = move(champion(2), Optional.of(first.entityTag()));
        assertThat(repository.moveChampion(champion(3), Optional.of(first.entityTag())))
                .isEmpty();
        assertThat(repository.moveChampion(champion(3), Optional.empty())).isEmpty();
        assertThat(repository.champion()).contains(second);
        assertThat(repository.history()).containsExactly(champion(2), champion(1));
    }

    @Test
    void doesNotMoveAPointerThatIsGone() {
        assertThat(repository.moveChampion(champion(1), Optional.of("tag"))).isEmpty();
        assertThat(repository.champion()).isEmpty();
    }

    @Test
    void losesNoEntryWhenTheProcessDiesBeforeItIsWritten() {
        CheckpointRepository dying = new CheckpointRepository(
                new FailingStore(store, key -> key.value().startsWith("champion-history/")));
        ChampionPointer first =
                dying.moveChampion(champion(1), Optional.empty()).orElseThrow();
        assertThat(store.list(HISTORY)).isEmpty();
        assertThat(repository.history()).containsExactly(champion(1));
        move(champion(2), Optional.of(first.entityTag()));
        assertThat(repository.history()).containsExactly(champion(2), champion(1));
        assertThat(store.list(HISTORY)).hasSize(2);
    }

    @Test
    void doesNotMoveOnWhileTheEntryOfThePresentPlaceCannotBeWritten() {
        CheckpointRepository dying = new CheckpointRepository(
                new FailingStore(store, key -> key.value().startsWith("champion-history/")));
        ChampionPointer first =
                dying.moveChampion(champion(1), Optional.empty()).orElseThrow();
        Optional<String> tag = Optional.of(first.entityTag());
        assertThatThrownBy(() -> dying.moveChampion(champion(2), tag)).isInstanceOf(StoreException.class);
        assertThat(repository.champion()).contains(first);
    }

    @Test
    void recordsNoMoveThatFailed() {
        ChampionPointer first = move(champion(1), Optional.empty());
        CheckpointRepository dying = new CheckpointRepository(new FailingStore(store, POINTER::equals));
        Optional<String> tag = Optional.of(first.entityTag());
        assertThatThrownBy(() -> dying.moveChampion(champion(2), tag)).isInstanceOf(StoreException.class);
        assertThat(repository.history()).containsExactly(champion(1));
    }

    @Test
    void refusesAMalformedPointerAndLetsItBeReplaced() {
        for (String bad : new String[] {
            "{",
            "{\"schema_version\":1}",
            "{\"schema_version\":2,\"members\":[]}",
            "null",
            pointer("\"members\":[]"),
            pointer("\"members\":[null]")
        }) {
            store.put(POINTER, bad.getBytes(StandardCharsets.UTF_8));
            Rejections.assertRejected(Reason.CHAMPION_MALFORMED, repository::champion)
                    .hasMessageContaining("champion.json")
                    .hasMessageNotContainingAny("java", "dermoscope");
        }
        assertThat(repository.moveChampion(champion(1), repository.championTag()))
                .isPresent();
        assertThat(repository.history()).containsExactly(champion(1));
    }

    @Test
    void refusesAPointerOfANewerSchema() {
        byte[] newer = new String(Json.document(champion(1)), StandardCharsets.UTF_8)
                .replace("\"schema_version\" : 1", "\"schema_version\" : 2")
                .getBytes(StandardCharsets.UTF_8);
        store.put(POINTER, newer);
        Rejections.assertRejected(Reason.CHAMPION_MALFORMED, repository::champion)
                .hasMessageContaining("schema version 2; known: [1]");
    }

    @Test
    void leavesForeignFilesOutOfTheHistory() {
        move(champion(1), Optional.empty());
        store.put(HISTORY.resolve("notes.json"), "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(repository.history()).containsExactly(champion(1));
    }

    @Test
    void keepsEveryMoveOfManyWritersThatRace() throws Exception {
        int writers = 8;
        int moves = 5;
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                running.add(threads.submit(() -> IntStream.range(0, moves)
                        .forEach(move -> moveAfterRetries(champion(number.incrementAndGet())))));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(repository.history()).hasSize(writers * moves).doesNotHaveDuplicates();
        assertThat(store.list(HISTORY)).hasSize(writers * moves);
    }

    private void moveAfterRetries(Champion next) {
        while (repository.moveChampion(next, repository.championTag()).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private ChampionPointer move(Champion next, Optional<String> tag) {
        return repository.moveChampion(next, tag).orElseThrow();
    }

    private static String pointer(String members) {
        return "{\"schema_version\":1,\"reason\":\"r\",\"promoted_by\":\"operator\","
                + "\"promoted_at\":\"2026-11-23T00:00:00Z\",\"automatic_promotion\":true," + members + "}";
    }

    private static Champion champion(int number) {
        String id = "tiny-20261123T205200Z-" + (1000 + number);
        return new Champion(
                Champion.SCHEMA_VERSION,
                List.of(new Champion.Member(id, Sha256.of(id.getBytes(StandardCharsets.UTF_8)), 1)),
                "Reason " + number,
                "operator",
                Instant.parse("2026-11-23T21:00:00Z").plusMillis(number),
                true);
    }
}
