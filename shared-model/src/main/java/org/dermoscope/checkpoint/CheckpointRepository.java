package org.dermoscope.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.Manifest.ObjectInfo;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.store.StoredArtifact;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Checkpoints and the pointer to the best one, in an {@link ArtifactStore}; the only place that knows their keys.
 * Thread-safe, and safe between processes on one store. Does not own the store.
 *
 * <p>Every method throws {@link StoreException} when the store cannot be reached or fails.
 */
public final class CheckpointRepository {
    private final ArtifactStore store;
    private final ChampionHistory champions;
    private final CheckpointPins pins;
    private final EnsembleRepository ensembles;

    public CheckpointRepository(ArtifactStore store) {
        this.store = store;
        this.champions = new ChampionHistory(store);
        this.pins = new CheckpointPins(store);
        this.ensembles = new EnsembleRepository(store, this);
    }

    /**
     * Writes the objects, then the manifest, which makes the checkpoint exist. Nothing that exists is ever overwritten;
     * publishing the very same content again, after a failure half-way, completes it.
     *
     * @param objects content by name, see {@link ObjectNames}; the weights and all golden images among them
     * @throws CheckpointRejectedException if no loader would accept the checkpoint; nothing is written then
     * @throws IllegalArgumentException if a figure is not finite; nothing is written then
     * @throws IllegalStateException if the id is taken by other content
     */
    public Checkpoint publish(CheckpointDraft draft, Map<String, byte[]> objects) {
        byte[] document = ManifestCodec.encode(manifestOf(draft, objects));
        Manifest manifest = ManifestCodec.decode(document);
        objects.forEach((name, content) -> writeOnce(CheckpointKeys.object(draft.id(), name), content));
        writeOnce(CheckpointKeys.manifest(draft.id()), document);
        return new Checkpoint(new StoredManifest(manifest, Sha256.of(document)), objects);
    }

    /**
     * Copies a checkpoint of another store as it is, byte by byte, verified on the way.
     *
     * @throws CheckpointRejectedException if it is not there, or not as its manifest says; nothing is written then
     * @throws IllegalStateException if the id is taken by other content
     */
    public StoredManifest copy(CheckpointId id, CheckpointRepository source) {
        Checkpoint checkpoint = source.open(id);
        byte[] document = source.store
                .get(CheckpointKeys.manifest(id))
                .orElseThrow(() -> source.notFound(id))
                .content();
        checkpoint
                .manifest()
                .objects()
                .keySet()
                .forEach(name -> writeOnce(CheckpointKeys.object(id, name), checkpoint.object(name)));
        writeOnce(CheckpointKeys.manifest(id), document);
        return checkpoint.stored();
    }

    /**
     * The manifest alone, without a look at the objects.
     *
     * @throws CheckpointRejectedException if the manifest is there, but cannot be loaded
     */
    public Optional<StoredManifest> find(CheckpointId id) {
        return store.get(CheckpointKeys.manifest(id)).map(found -> decode(id, found.content()));
    }

    /** All manifests, newest first. Folders without a manifest are no checkpoints and left out. */
    public CheckpointListing list() {
        List<StoredManifest> manifests = new ArrayList<>();
        List<CheckpointListing.Unreadable> unreadable = new ArrayList<>();
        for (ArtifactInfo info : store.list(CheckpointKeys.CHECKPOINTS)) {
            CheckpointKeys.idOfManifest(info.key()).ifPresent(id -> {
                try {
                    find(id).ifPresent(manifests::add);
                } catch (CheckpointRejectedException e) {
                    unreadable.add(new CheckpointListing.Unreadable(info.key().value(), e.reason(), e.getMessage()));
                }
            });
        }
        manifests.sort(Comparator.comparing((StoredManifest m) -> m.id().timestamp())
                .thenComparing(m -> m.manifest().createdAt())
                .thenComparing(m -> m.manifest().id())
                .reversed());
        return new CheckpointListing(manifests, unreadable);
    }

    /**
     * The checkpoint with all its objects, verified against the manifest.
     *
     * @throws CheckpointRejectedException if there is none, or anything is missing or other than the manifest says
     */
    public Checkpoint open(CheckpointId id) {
        return open(find(id).orElseThrow(() -> notFound(id)));
    }

    /**
     * As {@link #open(CheckpointId)}, and the manifest is exactly the one that the pointer names.
     *
     * @throws CheckpointRejectedException if it is another
     */
    public Checkpoint open(Champion.Member member) {
        return open(named(member));
    }

    /**
     * One object of a checkpoint, verified against the manifest.
     *
     * @return empty if the manifest does not list it
     * @throws CheckpointRejectedException if it is missing or other than the manifest says
     */
    public Optional<byte[]> object(StoredManifest stored, String name) {
        return Optional.ofNullable(stored.manifest().objects().get(name))
                .map(listed -> read(CheckpointKeys.object(stored.id(), name), listed));
    }

    /** Whether there is its manifest, readable or not. */
    public boolean exists(CheckpointId id) {
        return store.head(CheckpointKeys.manifest(id)).isPresent();
    }

    /** The manifest that the pointer names. */
    StoredManifest named(Champion.Member member) {
        CheckpointId id = idOf(member);
        return requireNamed(member, find(id).orElseThrow(() -> notFound(id)));
    }

    static StoredManifest requireNamed(Champion.Member member, StoredManifest stored) {
        if (!stored.sha256().equals(member.manifestSha256())) {
            throw new CheckpointRejectedException(
                    Reason.MANIFEST_HASH_MISMATCH,
                    "The manifest of checkpoint " + stored.id() + " has the SHA-256 " + stored.sha256()
                            + ", the pointer names " + member.manifestSha256());
        }
        return stored;
    }

    /** @throws CheckpointRejectedException if the pointer is there, but malformed */
    public Optional<ChampionPointer> champion() {
        return champions.current();
    }

    /**
     * The entity tag of the pointer without its content; for polling. Equal tags mean that nothing moved; also there for
     * a malformed pointer.
     */
    public Optional<String> championTag() {
        return store.head(CheckpointKeys.CHAMPION).map(ArtifactInfo::entityTag);
    }

    /**
     * Moves the pointer, if it is still where the caller saw it, and records it in the history. A crash between the two
     * loses nothing: the history's newest entry is the pointer itself, and the next move writes it.
     *
     * @param expectedTag of the pointer as the caller saw it; empty if there was none
     * @return the pointer as moved; empty if somebody else moved it meanwhile: read again and decide again
     */
    public Optional<ChampionPointer> moveChampion(Champion next, Optional<String> expectedTag) {
        return champions.move(next, expectedTag);
    }

    /** Where the pointer pointed, newest first by {@link Champion#promotedAt}; the current one is the first. */
    public List<Champion> history() {
        return champions.entries();
    }

    public CheckpointPins pins() {
        return pins;
    }

    public EnsembleRepository ensembles() {
        return ensembles;
    }

    /**
     * Removes a checkpoint: its manifest, after which it does not exist any more, then the objects.
     *
     * @param stillWanted asked when the manifest has gone; if somebody came to want the checkpoint meanwhile, the
     *     manifest is put back and all objects stay
     * @return whether it was removed
     */
    public boolean remove(CheckpointId id, BooleanSupplier stillWanted) {
        return remove(CheckpointKeys.manifest(id), CheckpointKeys.folder(id), stillWanted);
    }

    boolean remove(ArtifactKey manifest, ArtifactKey folder, BooleanSupplier stillWanted) {
        Optional<StoredArtifact> removed = store.get(manifest);
        store.delete(manifest);
        if (removed.isPresent() && stillWanted.getAsBoolean()) {
            store.putIfAbsent(manifest, removed.get().content());
            return false;
        }
        store.list(folder).forEach(info -> store.delete(info.key()));
        return true;
    }

    private Manifest manifestOf(CheckpointDraft draft, Map<String, byte[]> objects) {
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                draft.id().toString(),
                draft.createdAt(),
                draft.network(),
                LesionClass.codes(),
                draft.preprocessing(),
                draft.data(),
                draft.evaluation(),
                draft.calibration(),
                draft.operatingPoints(),
                draft.abstention(),
                draft.exports(),
                draft.provenance(),
                draft.goldens(),
                infos(objects),
                draft.promotable());
    }

    static Map<String, ObjectInfo> infos(Map<String, byte[]> objects) {
        Map<String, ObjectInfo> infos = new TreeMap<>();
        objects.forEach((name, content) -> infos.put(name, new ObjectInfo(Sha256.of(content), content.length)));
        return infos;
    }

    void writeOnce(ArtifactKey key, byte[] content) {
        if (store.putIfAbsent(key, content).isPresent()) {
            return;
        }
        boolean same = store.get(key)
                .filter(found -> Arrays.equals(found.content(), content))
                .isPresent();
        if (!same) {
            throw new IllegalStateException(
                    key + " exists in " + store.location() + " with other content; what is published is immutable");
        }
    }

    private StoredManifest decode(CheckpointId id, byte[] document) {
        Manifest manifest = ManifestCodec.decode(document);
        if (!manifest.id().equals(id.toString())) {
            throw new CheckpointRejectedException(
                    Reason.ID_MISMATCH,
                    "The manifest under " + CheckpointKeys.manifest(id) + " names the id '" + manifest.id() + "'");
        }
        return new StoredManifest(manifest, Sha256.of(document));
    }

    private Checkpoint open(StoredManifest stored) {
        Map<String, byte[]> objects = new TreeMap<>();
        stored.manifest().objects().forEach((name, expected) -> {
            objects.put(name, read(CheckpointKeys.object(stored.id(), name), expected));
        });
        return new Checkpoint(stored, objects);
    }

    /** An object's content, as its manifest lists it. */
    byte[] read(ArtifactKey key, ObjectInfo expected) {
        byte[] content = store.get(key)
                .orElseThrow(() -> new CheckpointRejectedException(
                        Reason.OBJECT_MISSING, key + " is listed in the manifest and not in " + store.location()))
                .content();
        requireAsListed(key, content, expected);
        return content;
    }

    private static void requireAsListed(ArtifactKey key, byte[] content, ObjectInfo expected) {
        if (content.length != expected.size()) {
            throw new CheckpointRejectedException(
                    Reason.OBJECT_SIZE_MISMATCH,
                    key + " has " + content.length + " bytes, the manifest says " + expected.size());
        }
        String sha256 = Sha256.of(content);
        if (!sha256.equals(expected.sha256())) {
            throw new CheckpointRejectedException(
                    Reason.OBJECT_HASH_MISMATCH,
                    key + " has the SHA-256 " + sha256 + ", the manifest says " + expected.sha256());
        }
    }

    private static CheckpointId idOf(Champion.Member member) {
        try {
            return CheckpointId.parse(member.checkpointId());
        } catch (IllegalArgumentException e) {
            throw new CheckpointRejectedException(Reason.CHAMPION_MALFORMED, String.valueOf(e.getMessage()), e);
        }
    }

    private CheckpointRejectedException notFound(CheckpointId id) {
        return new CheckpointRejectedException(Reason.NOT_FOUND, "No checkpoint '" + id + "' in " + store.location());
    }
}
