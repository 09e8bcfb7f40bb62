package org.dermoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dermoscope.checkpoint.AuditReport;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.ChampionPointer;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.StoreAudit;
import org.dermoscope.checkpoint.StoreSnapshot;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.sample.SampleDataSet;
import org.dermoscope.sample.SampleSpec;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;

/** Checkpoints to do something to: the reference model of the project, under ids of one's choice. Stateless. */
final class Models {
    private Models() {}

    /** A JPEG of 600x450 pixels that no model was trained on. */
    static byte[] image() throws IOException {
        return SampleDataSet.heldOutJpeg(LesionClass.MEL, SampleSpec.DEFAULT);
    }

    /** The quicker one: faults are not in the network. */
    private static Checkpoint reference(Path root) {
        CheckpointRepository references =
                new CheckpointRepository(new FilesystemArtifactStore(root.resolve("reference-models")));
        CheckpointId id = references.list().manifests().stream()
                .map(StoredManifest::id)
                .filter(each -> each.architecture().equals("sequential-cnn"))
                .findFirst()
                .orElseThrow();
        return references.open(id);
    }

    /**
     * Publishes the reference model under an id of its own.
     *
     * @param run 4..32 lower-case letters and digits
     */
    static StoredManifest publish(Path root, ArtifactStore store, String run) {
        Checkpoint reference = reference(root);
        Manifest manifest = reference.manifest();
        Map<String, byte[]> objects = new TreeMap<>();
        manifest.objects().keySet().forEach(name -> objects.put(name, reference.object(name)));
        CheckpointId id = CheckpointId.of(manifest.network().architecture(), Instant.now(), run);
        CheckpointDraft draft = new CheckpointDraft(
                id,
                id.published(),
                manifest.network(),
                manifest.preprocessing(),
                manifest.data(),
                manifest.evaluation(),
                manifest.calibration(),
                manifest.operatingPoints(),
                manifest.abstention(),
                manifest.exports(),
                manifest.provenance(),
                manifest.goldens(),
                true);
        return new CheckpointRepository(store).publish(draft, objects).stored();
    }

    /** Points the champion to a checkpoint. */
    static void promote(ArtifactStore store, StoredManifest target) {
        CheckpointRepository repository = new CheckpointRepository(store);
        Champion champion = new Champion(
                Champion.SCHEMA_VERSION,
                java.util.List.of(target.asSoleMember()),
                "For a fault",
                "operator",
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                false);
        Optional<String> tag = repository.champion().map(ChampionPointer::entityTag);
        assertThat(repository.moveChampion(champion, tag)).as("pointer").isPresent();
    }

    static StoredManifest publishChampion(Path root, ArtifactStore store, String run) {
        StoredManifest published = publish(root, store, run);
        promote(store, published);
        return published;
    }

    /**
     * Audits a store that has to be in order.
     *
     * @throws AssertionError with what is wrong
     */
    static AuditReport requireSound(ArtifactStore store, Optional<StoreSnapshot> earlier) {
        AuditReport report = StoreAudit.of(store, earlier);
        assertThat(report.findings()).as("what an audit finds").isEmpty();
        return report;
    }
}
