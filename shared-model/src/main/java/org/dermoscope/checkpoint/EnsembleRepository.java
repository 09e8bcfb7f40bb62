package org.dermoscope.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;

/**
 * Ensembles of checkpoints of one store. Thread-safe, and safe between processes on one store.
 *
 * <p>Every method throws {@link StoreException} when the store cannot be reached or fails.
 */
public final class EnsembleRepository {
    private final ArtifactStore store;
    private final CheckpointRepository checkpoints;

    EnsembleRepository(ArtifactStore store, CheckpointRepository checkpoints) {
        this.store = store;
        this.checkpoints = checkpoints;
    }

    /**
     * Writes the objects, then the manifest, which makes the ensemble exist. Nothing that exists is ever overwritten;
     * publishing the very same content again completes it.
     *
     * @param draft whose list of objects is made here
     * @throws CheckpointRejectedException if no loader would accept the ensemble, a member being unknown or of other data
     *     among the reasons; nothing is written then
     * @throws IllegalArgumentException if a figure is not finite; nothing is written then
     * @throws IllegalStateException if the id is taken by other content
     */
    public StoredEnsemble publish(EnsembleManifest draft, Map<String, byte[]> objects) {
        byte[] document = Json.document(draft.listing(CheckpointRepository.infos(objects)));
        StoredEnsemble ensemble = decode(draft.ensembleId(), document);
        ensemble.manifest().members().forEach(member -> requireShared(ensemble, checkpoints.named(member)));
        objects.forEach(
                (name, content) -> checkpoints.writeOnce(CheckpointKeys.object(draft.ensembleId(), name), content));
        checkpoints.writeOnce(CheckpointKeys.manifest(draft.ensembleId()), document);
        return ensemble;
    }

    /**
     * The manifest alone, without a look at the members.
     *
     * @throws CheckpointRejectedException if it is there and cannot be used
     */
    public Optional<StoredEnsemble> find(EnsembleId id) {
        return store.get(CheckpointKeys.manifest(id)).map(found -> decode(id, found.content()));
    }

    public EnsembleListing list() {
        List<StoredEnsemble> ensembles = new ArrayList<>();
        List<CheckpointListing.Unreadable> unreadable = new ArrayList<>();
        for (ArtifactInfo info : store.list(CheckpointKeys.ENSEMBLES)) {
            CheckpointKeys.idOfEnsemble(info.key()).ifPresent(id -> {
                try {
                    find(id).ifPresent(ensembles::add);
                } catch (CheckpointRejectedException e) {
                    unreadable.add(new CheckpointListing.Unreadable(info.key().value(), e.reason(), e.getMessage()));
                }
            });
        }
        ensembles.sort(
                Comparator.comparing((StoredEnsemble e) -> e.manifest().id()).reversed());
        return new EnsembleListing(ensembles, unreadable);
    }

    /**
     * The ensemble with its members, all verified.
     *
     * @throws CheckpointRejectedException if there is none, or anything of a member is missing or other than the manifests
     *     say
     */
    public Ensemble open(EnsembleId id) {
        return open(find(id).orElseThrow(() -> notFound(id)));
    }

    /**
     * The ensemble that a pointer names, which is exactly the one that it was moved to.
     *
     * @throws CheckpointRejectedException as {@link #open(EnsembleId)}, and if the pointer names other content
     * @throws IllegalArgumentException if the pointer names no ensemble
     */
    public Ensemble open(Champion champion) {
        return open(named(champion));
    }

    StoredEnsemble named(Champion champion) {
        Champion.EnsembleReference reference = champion.ensemble();
        if (reference == null) {
            throw new IllegalArgumentException("The champion is checkpoint " + champion.id() + " and no ensemble");
        }
        EnsembleId id = parse(reference.id());
        StoredEnsemble stored = find(id).orElseThrow(() -> notFound(id));
        if (!stored.sha256().equals(reference.manifestSha256())) {
            throw new CheckpointRejectedException(
                    Reason.MANIFEST_HASH_MISMATCH,
                    "The manifest of ensemble " + id + " has the SHA-256 " + stored.sha256() + ", the pointer names "
                            + reference.manifestSha256());
        }
        if (!stored.manifest().members().equals(champion.members())) {
            throw new CheckpointRejectedException(
                    Reason.CHAMPION_MALFORMED,
                    "The pointer names the members " + champion.members() + ", ensemble " + id + " has "
                            + stored.manifest().members());
        }
        return stored;
    }

    /**
     * One object of an ensemble, verified against the manifest.
     *
     * @return empty if the manifest does not list it
     * @throws CheckpointRejectedException if it is missing or other than the manifest says
     */
    public Optional<byte[]> object(StoredEnsemble stored, String name) {
        return Optional.ofNullable(stored.manifest().objects().get(name))
                .map(listed -> checkpoints.read(CheckpointKeys.object(stored.id(), name), listed));
    }

    /**
     * Removes an ensemble, and none of its members: its manifest, after which it does not exist any more, then the objects.
     *
     * @param stillWanted asked when the manifest has gone; if somebody came to want the ensemble meanwhile, the manifest
     *     is put back and all objects stay
     * @return whether it was removed
     */
    public boolean remove(EnsembleId id, BooleanSupplier stillWanted) {
        return checkpoints.remove(CheckpointKeys.manifest(id), CheckpointKeys.folder(id), stillWanted);
    }

    /** @throws CheckpointRejectedException if a member that is there is not the one that the ensemble was made of */
    void requireMembersThatAreThere(StoredEnsemble stored) {
        for (Champion.Member member : stored.manifest().members()) {
            checkpoints
                    .find(CheckpointId.parse(member.checkpointId()))
                    .ifPresent(found -> requireShared(stored, CheckpointRepository.requireNamed(member, found)));
        }
    }

    private Ensemble open(StoredEnsemble stored) {
        List<Checkpoint> members = new ArrayList<>();
        for (Champion.Member member : stored.manifest().members()) {
            Checkpoint checkpoint = checkpoints.open(member);
            requireShared(stored, checkpoint.stored());
            members.add(checkpoint);
        }
        return new Ensemble(stored, members);
    }

    private static void requireShared(StoredEnsemble ensemble, StoredManifest member) {
        Manifest.DataInfo shared = ensemble.manifest().data();
        Manifest.DataInfo own = member.manifest().data();
        if (!own.hash().equals(shared.hash()) || !own.splitHash().equals(shared.splitHash())) {
            throw new CheckpointRejectedException(
                    Reason.MEMBERS_DIFFER,
                    "Checkpoint " + member.id() + " was trained on data " + own.hash() + " in split " + own.splitHash()
                            + "; the members of ensemble " + ensemble.id() + " share data " + shared.hash()
                            + " and split " + shared.splitHash());
        }
    }

    private static StoredEnsemble decode(EnsembleId id, byte[] document) {
        EnsembleManifest manifest = read(document);
        if (!manifest.id().equals(id.toString())) {
            throw new CheckpointRejectedException(
                    Reason.ID_MISMATCH,
                    "The manifest under " + CheckpointKeys.manifest(id) + " names the id '" + manifest.id() + "'");
        }
        ManifestChecks.requireClassOrder(manifest.classOrder());
        ManifestChecks.requireObjectNames(manifest.objects().keySet());
        return new StoredEnsemble(manifest, Sha256.of(document));
    }

    private static EnsembleManifest read(byte[] document) {
        try {
            ManifestChecks.requireSchema(
                    Json.readTree(document).path("schema_version"), EnsembleManifest.SCHEMA_VERSION);
            return Json.readDocument(document, EnsembleManifest.class);
        } catch (IOException e) {
            throw new CheckpointRejectedException(
                    Reason.MANIFEST_MALFORMED, "The ensemble's manifest is malformed" + Json.complaint(e), e);
        }
    }

    private static EnsembleId parse(String id) {
        try {
            return EnsembleId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new CheckpointRejectedException(Reason.CHAMPION_MALFORMED, String.valueOf(e.getMessage()), e);
        }
    }

    private CheckpointRejectedException notFound(EnsembleId id) {
        return new CheckpointRejectedException(Reason.NOT_FOUND, "No ensemble '" + id + "' in " + store.location());
    }
}
