package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.Manifest.EvaluationSummary;
import org.dermoscope.checkpoint.Manifest.PartSummary;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointRepositoryTest {
    private final CheckpointFixtures fixtures = new CheckpointFixtures(new TinyArchitecture());

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
    void opensWhatItPublished() {
        Map<String, byte[]> objects = fixtures.objects(1);
        Checkpoint published = repository.publish(fixtures.draft(1, objects), objects);
        Checkpoint opened = repository.open(published.id());
        assertThat(opened.manifest()).isEqualTo(published.manifest());
        assertThat(opened.stored()).isEqualTo(published.stored());
        objects.forEach((name, content) -> assertThat(opened.object(name)).isEqualTo(content));
        assertThat(repository.find(published.id())).contains(published.stored());
        assertThat(repository.open(published.stored().asSoleMember()).id()).isEqualTo(published.id());
    }

    @Test
    void keepsTheCalibrationAndTheOperatingPointsUnderTheirNames() {
        Calibration calibration = new Calibration(1.5, 140, 1.2, 1.1, 0.08, 0.02);
        OperatingPoint melanoma = new OperatingPoint("mel", 0.95, 0.08, 0.96, 0.7, 25, 115);
        Map<String, byte[]> objects = fixtures.objects(1);
        CheckpointDraft draft = fixtures.draft(1, objects).calibrated(calibration, List.of(melanoma));

        CheckpointId id = repository.publish(draft, objects).id();

        assertThat(repository.open(id).manifest().calibration()).isEqualTo(calibration);
        assertThat(repository.open(id).manifest().operatingPoints()).containsExactly(melanoma);
        assertThat(folder.resolve("checkpoints/tiny/20261123T205201Z-fix001/manifest.json"))
                .content()
                .contains("\"temperature\" : 1.5", "\"nll_before\" : 1.2", "\"ece_after\" : 0.02")
                .contains("\"target_sensitivity\" : 0.95", "\"threshold\" : 0.08", "\"negatives\" : 115");
    }

    @Test
    void writesNoWordOfACalibrationThatThereIsNot() {
        fixtures.publish(store, 1);

        assertThat(folder.resolve("checkpoints/tiny/20261123T205201Z-fix001/manifest.json"))
                .content()
                .doesNotContain("calibration", "operating_points");
    }

    @Test
    void putsAllObjectsBesideTheManifestUnderTheCheckpointsFolder() {
        fixtures.publish(store, 1);
        assertThat(folder.resolve("checkpoints/tiny/20261123T205201Z-fix001"))
                .isDirectoryContaining(file -> file.endsWith("manifest.json"))
                .isDirectoryContaining(file -> file.endsWith("weights.safetensors"))
                .isDirectoryContaining(file -> file.endsWith("golden-04-mel.png"));
    }

    @Test
    void findsNothingUnderAnIdThatWasNeverPublished() {
        CheckpointId id = CheckpointId.parse("tiny-20261123T205200Z-none");
        assertThat(repository.find(id)).isEmpty();
        Rejections.assertRejected(Reason.NOT_FOUND, () -> repository.open(id)).hasMessageContaining(id.toString());
    }

    @Test
    void isNotThereUntilTheManifestIsAndIsCompletedByPublishingAgain() {
        Map<String, byte[]> objects = fixtures.objects(1);
        CheckpointDraft draft = fixtures.draft(1, objects);
        for (String last : new String[] {ObjectNames.WEIGHTS, ObjectNames.MANIFEST}) {
            CheckpointRepository dying = new CheckpointRepository(
                    new FailingStore(store, key -> key.value().endsWith("/" + last)));
            assertThatThrownBy(() -> dying.publish(draft, objects)).isInstanceOf(StoreException.class);
            assertThat(repository.find(draft.id())).isEmpty();
            assertThat(repository.list().manifests()).isEmpty();
            assertThat(repository.list().unreadable()).isEmpty();
        }
        assertThat(repository.publish(draft, objects).manifest())
                .isEqualTo(repository.open(draft.id()).manifest());
        assertThat(repository.publish(draft, objects).stored())
                .isEqualTo(repository.open(draft.id()).stored());
    }

    @Test
    void neverOverwritesACheckpoint() {
        Checkpoint first = fixtures.publish(store, 1);
        Map<String, byte[]> other = new TreeMap<>(fixtures.objects(1));
        other.put(ObjectNames.MODEL_CARD, "other".getBytes(StandardCharsets.UTF_8));
        CheckpointDraft draft = fixtures.draft(1, other);
        assertThatThrownBy(() -> repository.publish(draft, other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("model-card.md exists")
                .hasMessageContaining("immutable");
        assertThat(repository.open(first.id()).object(ObjectNames.MODEL_CARD))
                .isEqualTo(first.object(ObjectNames.MODEL_CARD));
    }

    @Test
    void writesNothingOfACheckpointThatNobodyCouldLoad() {
        Map<String, byte[]> objects = fixtures.objects(1);
        CheckpointDraft draft = fixtures.draft(1, objects);
        Map<String, byte[]> noWeights = new TreeMap<>(objects);
        noWeights.remove(ObjectNames.WEIGHTS);
        Rejections.assertRejected(Reason.OBJECT_MISSING, () -> repository.publish(draft, noWeights));
        Map<String, byte[]> noGolden = new TreeMap<>(objects);
        noGolden.remove("golden-04-mel.png");
        Rejections.assertRejected(Reason.GOLDEN_MISSING, () -> repository.publish(draft, noGolden));
        Map<String, byte[]> climbing = new TreeMap<>(objects);
        climbing.put("../../champion.json", new byte[1]);
        Rejections.assertRejected(Reason.OBJECT_NAME_INVALID, () -> repository.publish(draft, climbing));
        PartSummary diverged = new PartSummary(1, Double.NaN, 0, 0, 0, Map.of());
        CheckpointDraft nan = new CheckpointDraft(
                draft.id(),
                draft.createdAt(),
                draft.network(),
                draft.preprocessing(),
                draft.data(),
                new EvaluationSummary(diverged, diverged),
                null,
                List.of(),
                null,
                List.of(),
                draft.provenance(),
                draft.goldens(),
                true);
        assertThatThrownBy(() -> repository.publish(nan, objects))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"loss\"");
        assertThat(store.list(ArtifactKey.of("checkpoints"))).isEmpty();
    }

    @Test
    void listsTheNewestFirstAndReportsWhatCannotBeRead() {
        CheckpointId oldest = fixtures.publish(store, 1).id();
        CheckpointId newest = fixtures.publish(store, 3).id();
        CheckpointId middle = fixtures.publish(store, 2).id();
        byte[] text = "{".getBytes(StandardCharsets.UTF_8);
        store.put(new ArtifactKey("checkpoints/tiny/20261123T205200Z-broken/manifest.json"), text);
        store.put(new ArtifactKey("checkpoints/tiny/20261123T205200Z-partial/weights.safetensors"), text);
        store.put(new ArtifactKey("checkpoints/tiny/some-folder/manifest.json"), text);
        store.put(new ArtifactKey("checkpoints/readme.txt"), text);
        CheckpointListing listing = repository.list();
        assertThat(listing.manifests()).extracting(StoredManifest::id).containsExactly(newest, middle, oldest);
        assertThat(listing.unreadable()).singleElement().satisfies(unreadable -> {
            assertThat(unreadable.key()).contains("20261123T205200Z-broken");
            assertThat(unreadable.reason()).isEqualTo(Reason.MANIFEST_MALFORMED);
        });
    }

    @Test
    void refusesAMemberWhoseManifestIsAnother() {
        Checkpoint one = fixtures.publish(store, 1);
        Checkpoint two = fixtures.publish(store, 2);
        Champion.Member mixed =
                new Champion.Member(one.id().toString(), two.stored().sha256(), 1);
        Rejections.assertRejected(Reason.MANIFEST_HASH_MISMATCH, () -> repository.open(mixed))
                .hasMessageContaining(two.stored().sha256());
        Champion.Member malformed = new Champion.Member("../x", one.stored().sha256(), 1);
        Rejections.assertRejected(Reason.CHAMPION_MALFORMED, () -> repository.open(malformed));
    }
}
