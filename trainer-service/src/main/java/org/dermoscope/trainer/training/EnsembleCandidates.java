package org.dermoscope.trainer.training;

import java.util.Comparator;
import java.util.List;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.trainer.data.LesionCatalog;
import org.dermoscope.trainer.ensemble.EnsembleSpec;
import org.dermoscope.trainer.promotion.Contender;
import org.dermoscope.trainer.training.EnsembleRefusedException.Reason;

/** Which checkpoints an ensemble may be chosen from: promotable ones of one data set and one split. Stateless. */
final class EnsembleCandidates {
    private EnsembleCandidates() {}

    /**
     * @param catalog the data that they were trained on
     * @return at least two, in the order in which they were named, or the newest first
     * @throws EnsembleRefusedException if one that is named cannot be one, or there are fewer than two
     */
    static List<StoredManifest> of(CheckpointRepository repository, EnsembleSpec spec, LesionCatalog catalog) {
        List<StoredManifest> candidates = spec.candidates().isEmpty()
                ? all(repository, catalog)
                : spec.candidates().stream()
                        .map(id -> named(repository, CheckpointId.parse(id), catalog))
                        .toList();
        if (candidates.size() < 2) {
            throw new EnsembleRefusedException(
                    Reason.TOO_FEW_CANDIDATES,
                    "Of data set '" + catalog.name() + "' (" + catalog.hash() + ") there are " + candidates.size()
                            + " promotable checkpoints of one split; an ensemble needs at least 2");
        }
        String split = split(candidates.get(0));
        candidates.stream().filter(c -> !split(c).equals(split)).findFirst().ifPresent(other -> {
            throw new EnsembleRefusedException(
                    Reason.DIFFERENT_SPLIT,
                    "Checkpoint '" + other.id() + "' was trained on split " + split(other) + ", '"
                            + candidates.get(0).id() + "' on " + split
                            + "; the candidates of an ensemble share one split");
        });
        return candidates;
    }

    private static List<StoredManifest> all(CheckpointRepository repository, LesionCatalog catalog) {
        List<StoredManifest> fitting = repository.list().manifests().stream()
                .filter(stored -> stored.manifest().promotable())
                .filter(stored -> stored.manifest().data().hash().equals(catalog.hash()))
                .toList();
        return fitting.stream()
                .max(Comparator.comparingDouble(stored -> Contender.of(stored).figure()))
                .map(best -> fitting.stream()
                        .filter(stored -> split(stored).equals(split(best)))
                        .toList())
                .orElse(List.of());
    }

    private static StoredManifest named(CheckpointRepository repository, CheckpointId id, LesionCatalog catalog) {
        StoredManifest stored = repository
                .find(id)
                .orElseThrow(() ->
                        new EnsembleRefusedException(Reason.UNKNOWN_CHECKPOINT, "There is no checkpoint '" + id + "'"));
        Manifest manifest = stored.manifest();
        if (!manifest.promotable()) {
            throw new EnsembleRefusedException(
                    Reason.NOT_PROMOTABLE,
                    "Checkpoint '" + id + "' is marked as not promotable; the members of an ensemble are promotable");
        }
        if (!manifest.data().hash().equals(catalog.hash())) {
            throw new EnsembleRefusedException(
                    Reason.DIFFERENT_DATA,
                    "Checkpoint '" + id + "' was trained on data set '"
                            + manifest.data().name() + "' (" + manifest.data().hash() + "); the one that is named is '"
                            + catalog.name() + "' (" + catalog.hash() + ")");
        }
        return stored;
    }

    private static String split(StoredManifest stored) {
        return stored.manifest().data().splitHash();
    }
}
