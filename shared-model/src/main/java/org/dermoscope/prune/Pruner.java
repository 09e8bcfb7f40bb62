package org.dermoscope.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointListing;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.EnsembleId;
import org.dermoscope.checkpoint.EnsembleListing;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.StoreException;

/**
 * Removes the checkpoints that a {@link PrunePolicy} lets go, and the ensembles that lack a member then. What protects a checkpoint is looked at again before and
 * during its removal, so that one that becomes champion or is pinned meanwhile stays. Manifests that cannot be read are
 * left alone. Thread-safe, and safe between processes on one store.
 *
 * <p>Every method throws {@link StoreException} when the store cannot be reached or fails, and
 * {@link CheckpointRejectedException} when the champion pointer is malformed; nothing more is removed then.
 */
public final class Pruner {
    private final CheckpointRepository repository;
    private final PrunePolicy policy;

    public Pruner(CheckpointRepository repository, PrunePolicy policy) {
        this.repository = repository;
        this.policy = policy;
    }

    /** What would become of each checkpoint. */
    public PrunePlan plan() {
        CheckpointListing listing = repository.list();
        Protection protection = Protection.in(repository);
        Map<CheckpointId, Set<KeepReason>> judged = policy.judge(
                listing.manifests().stream().map(StoredManifest::id).toList(), protection);
        List<PruneItem> items = listing.manifests().stream()
                .map(stored -> new PruneItem(
                        stored.id(), bytes(stored.manifest()), Objects.requireNonNull(judged.get(stored.id()))))
                .toList();
        EnsembleListing ensembles = repository.ensembles().list();
        Set<CheckpointId> goes =
                items.stream().filter(PruneItem::removed).map(PruneItem::id).collect(Collectors.toSet());
        List<EnsembleId> broken = ensembles.ensembles().stream()
                .filter(ensemble -> lacksMember(ensemble, goes))
                .map(StoredEnsemble::id)
                .filter(id -> protection.of(id).isEmpty())
                .toList();
        return new PrunePlan(
                items,
                broken,
                listing.unreadable().size() + ensembles.unreadable().size());
    }

    /** Whether one of its members is among those that go, or has gone. */
    private boolean lacksMember(StoredEnsemble ensemble, Set<CheckpointId> goes) {
        return ensemble.manifest().members().stream()
                .map(member -> CheckpointId.parse(member.checkpointId()))
                .anyMatch(id -> goes.contains(id) || !repository.exists(id));
    }

    /** Removes what the plan lets go; the answer says what became of each checkpoint in the end. */
    public PrunePlan carryOut(PrunePlan plan) {
        List<PruneItem> done = new ArrayList<>();
        for (PruneItem item : plan.items()) {
            done.add(item.removed() ? new PruneItem(item.id(), item.bytes(), remove(item.id())) : item);
        }
        List<EnsembleId> ensembles =
                plan.ensembles().stream().filter(this::remove).toList();
        return new PrunePlan(done, ensembles, plan.unreadable());
    }

    /** Whether it was removed: it lacks a member, and nobody wants it. */
    private boolean remove(EnsembleId id) {
        return repository
                        .ensembles()
                        .find(id)
                        .filter(ensemble -> lacksMember(ensemble, Set.of()))
                        .isPresent()
                && Protection.in(repository).of(id).isEmpty()
                && repository
                        .ensembles()
                        .remove(id, () -> !Protection.in(repository).of(id).isEmpty());
    }

    /** Why it was kept after all; empty if it was removed. */
    private Set<KeepReason> remove(CheckpointId id) {
        Set<KeepReason> reasons = Protection.in(repository).of(id);
        if (reasons.isEmpty()) {
            repository.remove(id, () -> reasons.addAll(Protection.in(repository).of(id)));
        }
        return reasons;
    }

    private static long bytes(Manifest manifest) {
        return manifest.objects().values().stream()
                .mapToLong(Manifest.ObjectInfo::size)
                .sum();
    }
}
