package org.dermoscope.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dermoscope.checkpoint.AuditFinding.Kind;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.store.StoredArtifact;
import org.jspecify.annotations.Nullable;

/**
 * Walks a store and says where it is not as it has to be: each manifest can be read, each object that it lists is there with
 * its size and SHA-256, each member of an ensemble is the one that it names or was pruned, the pointer names a manifest that
 * is there, and the champion's history only grew. Writes nothing.
 * Reads one object at a time into memory. What trainers write and prune meanwhile is no finding.
 */
public final class StoreAudit {
    private final ArtifactStore store;
    private final CheckpointRepository repository;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final Map<String, String> manifests = new TreeMap<>();
    private final Map<String, String> history = new TreeMap<>();
    private @Nullable String pointer;
    private int checkpoints;
    private int ensembles;
    private int objects;
    private long bytes;

    private StoreAudit(ArtifactStore store) {
        this.store = store;
        this.repository = new CheckpointRepository(store);
    }

    /**
     * Reads the whole store.
     *
     * @param earlier what a former audit saw, to compare with
     * @throws StoreException if the store cannot be reached or fails
     */
    public static AuditReport of(ArtifactStore store, Optional<StoreSnapshot> earlier) {
        return new StoreAudit(store).walk(earlier);
    }

    private AuditReport walk(Optional<StoreSnapshot> earlier) {
        List<String> unfinished = auditCheckpoints();
        store.list(CheckpointKeys.ENSEMBLES)
                .forEach(info -> CheckpointKeys.idOfEnsemble(info.key()).ifPresent(this::auditEnsemble));
        auditHistory();
        auditPointer();
        List<String> removed = earlier.map(this::compare).orElse(List.of());
        StoreSnapshot snapshot = new StoreSnapshot(manifests, history, pointer);
        return new AuditReport(checkpoints, ensembles, objects, bytes, unfinished, removed, findings, snapshot);
    }

    private List<String> auditCheckpoints() {
        Set<String> folders = new TreeSet<>();
        List<ArtifactInfo> all = store.list(CheckpointKeys.CHECKPOINTS);
        for (ArtifactInfo info : all) {
            folders.add(folder(info.key()));
            CheckpointKeys.idOfManifest(info.key()).ifPresent(this::auditCheckpoint);
        }
        manifests.keySet().forEach(key -> folders.remove(folder(new ArtifactKey(key))));
        return List.copyOf(folders);
    }

    private static String folder(ArtifactKey key) {
        return key.value().substring(0, Math.max(0, key.value().lastIndexOf('/')));
    }

    private void auditCheckpoint(CheckpointId id) {
        ArtifactKey key = CheckpointKeys.manifest(id);
        Optional<StoredArtifact> document = store.get(key);
        if (document.isEmpty()) {
            return;
        }
        manifests.put(key.value(), Sha256.of(document.get().content()));
        List<AuditFinding> found = new ArrayList<>();
        try {
            repository.find(id).ifPresent(stored -> auditObjects(stored, found));
        } catch (CheckpointRejectedException e) {
            found.add(new AuditFinding(key.value(), Kind.MANIFEST, e.getMessage()));
        }
        if (found.isEmpty()) {
            checkpoints++;
        } else if (store.head(key).isPresent()) {
            // Else it was pruned while it was read: its objects go after its manifest.
            findings.addAll(found);
        }
    }

    private void auditObjects(StoredManifest stored, List<AuditFinding> found) {
        new TreeMap<>(stored.manifest().objects())
                .forEach((name, expected) -> auditObject(CheckpointKeys.object(stored.id(), name), expected, found));
    }

    private void auditObject(ArtifactKey key, Manifest.ObjectInfo expected, List<AuditFinding> found) {
        try {
            bytes += repository.read(key, expected).length;
            objects++;
        } catch (CheckpointRejectedException e) {
            found.add(new AuditFinding(key.value(), Kind.OBJECT, e.getMessage()));
        }
    }

    private void auditEnsemble(EnsembleId id) {
        ArtifactKey key = CheckpointKeys.manifest(id);
        Optional<StoredArtifact> document = store.get(key);
        if (document.isEmpty()) {
            return;
        }
        manifests.put(key.value(), Sha256.of(document.get().content()));
        List<AuditFinding> found = new ArrayList<>();
        try {
            repository.ensembles().find(id).ifPresent(stored -> {
                new TreeMap<>(stored.manifest().objects())
                        .forEach((name, expected) -> auditObject(CheckpointKeys.object(id, name), expected, found));
                repository.ensembles().requireMembersThatAreThere(stored);
            });
        } catch (CheckpointRejectedException e) {
            found.add(new AuditFinding(key.value(), Kind.MANIFEST, e.getMessage()));
        }
        if (found.isEmpty()) {
            ensembles++;
        } else if (store.head(key).isPresent()) {
            findings.addAll(found);
        }
    }

    private void auditHistory() {
        for (ArtifactInfo info : store.list(CheckpointKeys.CHAMPION_HISTORY)) {
            Optional<StoredArtifact> entry = store.get(info.key());
            if (entry.isEmpty()) {
                continue;
            }
            history.put(info.key().value(), Sha256.of(entry.get().content()));
            try {
                ArtifactKey key = ChampionHistory.keyOf(
                        ChampionHistory.decode(info.key(), entry.get().content()));
                if (!key.equals(info.key())) {
                    findings.add(new AuditFinding(
                            info.key().value(), Kind.HISTORY, "Its content belongs under " + key + " and was changed"));
                }
            } catch (CheckpointRejectedException e) {
                findings.add(new AuditFinding(info.key().value(), Kind.HISTORY, e.getMessage()));
            }
        }
    }

    private void auditPointer() {
        String key = CheckpointKeys.CHAMPION.value();
        try {
            Optional<ChampionPointer> current = repository.champion();
            if (current.isEmpty()) {
                if (!history.isEmpty()) {
                    findings.add(new AuditFinding(
                            key, Kind.POINTER, "There is a history of champions, but no pointer to the current one"));
                }
                return;
            }
            Champion champion = current.get().champion();
            pointer = ChampionHistory.keyOf(champion).value();
            auditEnsemble(champion, current.get().entityTag());
            for (Champion.Member member : champion.members()) {
                auditMember(member, current.get().entityTag());
            }
        } catch (CheckpointRejectedException e) {
            findings.add(new AuditFinding(key, Kind.POINTER, e.getMessage()));
        }
    }

    private void auditEnsemble(Champion champion, String tag) {
        if (champion.ensemble() == null) {
            return;
        }
        @Nullable String wrong = null;
        try {
            StoredEnsemble stored = repository.ensembles().named(champion);
            String folder = CheckpointKeys.folder(stored.id()) + "/";
            if (findings.stream().anyMatch(finding -> finding.key().startsWith(folder))) {
                wrong = "It names ensemble " + stored.id() + ", which is damaged";
            }
        } catch (CheckpointRejectedException e) {
            wrong = e.getMessage();
        }
        addUnlessMoved(wrong, tag);
    }

    /** A pointer that moved while it was looked at may name what was pruned since. */
    private void addUnlessMoved(@Nullable String wrong, String tag) {
        if (wrong != null && repository.championTag().filter(tag::equals).isPresent()) {
            findings.add(new AuditFinding(CheckpointKeys.CHAMPION.value(), Kind.POINTER, wrong));
        }
    }

    private void auditMember(Champion.Member member, String tag) {
        @Nullable String wrong = null;
        try {
            StoredManifest stored = repository.named(member);
            if (findings.stream().anyMatch(finding -> isOf(stored.id(), finding))) {
                wrong = "It names checkpoint " + member.checkpointId() + ", which is damaged";
            }
        } catch (CheckpointRejectedException e) {
            wrong = e.getMessage();
        }
        addUnlessMoved(wrong, tag);
    }

    private static boolean isOf(CheckpointId id, AuditFinding finding) {
        return finding.key().startsWith(CheckpointKeys.folder(id) + "/");
    }

    private List<String> compare(StoreSnapshot earlier) {
        earlier.history().forEach((key, sha256) -> compareEntry(key, sha256));
        String then = earlier.pointer();
        if (then != null && !then.equals(pointer) && !history.containsKey(then)) {
            findings.add(new AuditFinding(
                    then, Kind.HISTORY, "The pointer of the earlier audit moved on and is not in the history"));
        }
        earlier.manifests().forEach((key, sha256) -> {
            String now = manifests.get(key);
            if (now != null && !now.equals(sha256)) {
                findings.add(new AuditFinding(
                        key, Kind.MANIFEST, "It had the SHA-256 " + sha256 + " at the earlier audit and has " + now));
            }
        });
        return earlier.manifests().keySet().stream()
                .filter(key -> !manifests.containsKey(key))
                .sorted()
                .collect(Collectors.toList());
    }

    private void compareEntry(String key, String sha256) {
        String now = history.get(key);
        if (now == null) {
            findings.add(new AuditFinding(key, Kind.HISTORY, "It was there at the earlier audit and is gone"));
        } else if (!now.equals(sha256)) {
            findings.add(new AuditFinding(key, Kind.HISTORY, "It was changed since the earlier audit"));
        }
    }
}
