package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.AuditFinding.Kind;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreAuditTest {
    private static final ArtifactKey POINTER = ArtifactKey.of("champion.json");
    private static final ArtifactKey HISTORY = ArtifactKey.of("champion-history");

    @TempDir
    Path folder;

    private ArtifactStore store;
    private Checkpoint first;
    private Checkpoint second;

    @BeforeEach
    void publish() {
        store = new FilesystemArtifactStore(folder);
        CheckpointFixtures checkpoints = new CheckpointFixtures(new TinyArchitecture());
        first = checkpoints.publishChampion(store, 1);
        second = checkpoints.publishChampion(store, 2);
    }

    private AuditReport audit() {
        return StoreAudit.of(store, Optional.empty());
    }

    private AuditReport auditAfter(AuditReport earlier) throws IOException {
        StoreSnapshot read = StoreSnapshot.read(earlier.snapshot().document());
        assertThat(read).isEqualTo(earlier.snapshot());
        return StoreAudit.of(store, Optional.of(read));
    }

    private void assertFound(AuditReport report, Kind kind, ArtifactKey key) {
        assertThat(report.findings())
                .extracting(AuditFinding::kind, AuditFinding::key)
                .contains(tuple(kind, key.value()));
        assertThat(report.clean()).isFalse();
    }

    @Test
    void findsNothingInAStoreThatIsAsItHasToBe() {
        AuditReport report = audit();
        assertThat(report.findings()).isEmpty();
        assertThat(report.clean()).isTrue();
        assertThat(report.checkpoints()).isEqualTo(2);
        assertThat(report.objects())
                .isEqualTo(first.manifest().objects().size()
                        + second.manifest().objects().size());
        assertThat(report.snapshot().history()).hasSize(2);
        assertThat(report.unfinished()).isEmpty();
    }

    @Test
    void findsWhatIsWrongWithAnEnsemble() throws IOException {
        StoredEnsemble ensemble =
                EnsembleFixtures.publish(store, "aaaa", List.of(first.stored(), second.stored()), 0.75, 0.25);
        EnsembleFixtures.moveChampion(store, ensemble);
        AuditReport clean = audit();
        assertThat(clean.findings()).isEmpty();
        assertThat(clean.ensembles()).isEqualTo(1);

        ArtifactKey evaluation = CheckpointKeys.object(ensemble.id(), ObjectNames.EVALUATION);
        store.put(evaluation, new byte[] {'[', ']'});
        AuditReport damaged = audit();
        assertFound(damaged, Kind.OBJECT, evaluation);
        assertFound(damaged, Kind.POINTER, CheckpointKeys.CHAMPION);
        assertThat(damaged.ensembles()).isZero();

        ArtifactKey manifest = CheckpointKeys.manifest(ensemble.id());
        store.put(manifest, new byte[] {'{', '}'});
        AuditReport changed = auditAfter(clean);
        assertFound(changed, Kind.MANIFEST, manifest);
        assertThat(changed.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("at the earlier audit"));

        store.delete(manifest);
        assertFound(audit(), Kind.POINTER, CheckpointKeys.CHAMPION);
    }

    @Test
    void findsNothingWrongWithAnEnsembleWhoseMemberWasPruned() {
        CheckpointRepository repository = new CheckpointRepository(store);
        EnsembleFixtures.publish(store, "aaaa", List.of(first.stored(), second.stored()), 0.75, 0.25);
        repository.remove(first.id(), () -> false);
        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void findsAnObjectThatWasChangedAndOneThatIsGone() {
        ArtifactKey weights = CheckpointKeys.object(first.id(), ObjectNames.WEIGHTS);
        byte[] content = store.get(weights).orElseThrow().content().clone();
        content[content.length - 1] ^= 1;
        store.put(weights, content);
        assertFound(audit(), Kind.OBJECT, weights);
        store.delete(weights);
        AuditReport report = audit();
        assertFound(report, Kind.OBJECT, weights);
        assertThat(report.checkpoints()).isEqualTo(1);
    }

    @Test
    void findsAManifestThatCannotBeRead() {
        store.put(CheckpointKeys.manifest(first.id()), new byte[] {'{'});
        assertFound(audit(), Kind.MANIFEST, CheckpointKeys.manifest(first.id()));
    }

    @Test
    void findsAPointerThatNamesWhatIsNotThereOrIsDamagedOrIsNoPointer() {
        store.delete(CheckpointKeys.object(second.id(), ObjectNames.WEIGHTS));
        assertFound(audit(), Kind.POINTER, POINTER);
        store.delete(CheckpointKeys.manifest(second.id()));
        assertFound(audit(), Kind.POINTER, POINTER);
        store.put(POINTER, new byte[] {'x'});
        assertFound(audit(), Kind.POINTER, POINTER);
        store.delete(POINTER);
        assertFound(audit(), Kind.POINTER, POINTER);
    }

    @Test
    void doesNotCountAnUnfinishedPublicationAsWrong() {
        store.delete(POINTER);
        store.list(HISTORY).forEach(info -> store.delete(info.key()));
        store.delete(CheckpointKeys.manifest(second.id()));
        AuditReport report = audit();
        assertThat(report.findings()).isEmpty();
        assertThat(report.unfinished())
                .containsExactly(CheckpointKeys.folder(second.id()).value());
    }

    @Test
    void findsAHistoryThatDidNotOnlyGrow() throws IOException {
        AuditReport before = audit();
        ArtifactInfo entry = store.list(HISTORY).get(0);
        byte[] content = store.get(entry.key()).orElseThrow().content();
        store.delete(entry.key());
        assertFound(auditAfter(before), Kind.HISTORY, entry.key());
        String changed = new String(content, StandardCharsets.UTF_8)
                .replace("\"schema_version\" : 1", "\"schema_version\" :  1");
        store.put(entry.key(), changed.getBytes(StandardCharsets.UTF_8));
        assertThat(audit().findings()).isEmpty();
        assertFound(auditAfter(before), Kind.HISTORY, entry.key());
        store.put(
                entry.key(),
                changed.replace("\"operator\"", "\"rollback\"")
                        .replace("\"automatic\"", "\"rollback\"")
                        .getBytes(StandardCharsets.UTF_8));
        assertFound(audit(), Kind.HISTORY, entry.key());
    }

    @Test
    void findsAMoveThatTheHistoryLacks() throws IOException {
        AuditReport before = audit();
        Champion other = new Champion(
                Champion.SCHEMA_VERSION,
                List.of(first.stored().asSoleMember()),
                "edited by hand",
                "operator",
                Instant.parse("2026-12-01T00:00:00Z"),
                true);
        ArtifactInfo last = store.list(HISTORY).get(1);
        store.delete(last.key());
        store.put(POINTER, Json.document(other));
        assertThat(auditAfter(before).findings()).extracting(AuditFinding::kind).contains(Kind.HISTORY);
    }

    @Test
    void tellsWhichCheckpointsWereRemovedAndFindsAManifestThatWasReplaced() throws IOException {
        AuditReport before = audit();
        ArtifactKey manifest = CheckpointKeys.manifest(first.id());
        String document = new String(store.get(manifest).orElseThrow().content(), StandardCharsets.UTF_8);
        store.put(manifest, (document + "\n").getBytes(StandardCharsets.UTF_8));
        assertFound(auditAfter(before), Kind.MANIFEST, manifest);
        new CheckpointRepository(store).remove(first.id(), () -> false);
        AuditReport report = auditAfter(before);
        assertThat(report.findings()).isEmpty();
        assertThat(report.removed()).containsExactly(manifest.value());
    }
}
