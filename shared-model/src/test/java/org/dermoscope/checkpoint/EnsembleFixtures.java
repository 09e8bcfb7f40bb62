package org.dermoscope.checkpoint;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.EnsembleManifest.CandidateFigures;
import org.dermoscope.checkpoint.EnsembleManifest.Selection;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/** Ensembles of checkpoints that are there, for tests of whatever reads ensembles. */
public final class EnsembleFixtures {
    private static final Instant CREATED = Instant.parse("2026-11-24T06:00:00Z");

    private EnsembleFixtures() {}

    /**
     * Publishes an ensemble. Other members or weights are another ensemble of the same id unless {@code run} differs.
     *
     * @param weights one a member, the largest first
     */
    public static StoredEnsemble publish(
            ArtifactStore store, String run, List<StoredManifest> members, double... weights) {
        return publish(store, draft(run, members, weights));
    }

    public static StoredEnsemble publish(ArtifactStore store, EnsembleManifest draft) {
        return new CheckpointRepository(store)
                .ensembles()
                .publish(draft, Map.of(ObjectNames.EVALUATION, "{}".getBytes(StandardCharsets.UTF_8)));
    }

    /** Without a calibration: the mean as it is. */
    public static EnsembleManifest draft(String run, List<StoredManifest> members, double... weights) {
        return draft(run, members, null, weights);
    }

    public static EnsembleManifest draft(
            String run, List<StoredManifest> members, @Nullable Calibration calibration, double... weights) {
        List<Champion.Member> weighted = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            StoredManifest member = members.get(i);
            weighted.add(new Champion.Member(member.id().toString(), member.sha256(), weights[i]));
        }
        Manifest first = members.get(0).manifest();
        return new EnsembleManifest(
                EnsembleManifest.SCHEMA_VERSION,
                EnsembleId.of(CREATED, run).toString(),
                CREATED,
                weighted,
                LesionClass.codes(),
                first.data(),
                new Selection(
                        "greedy forward selection with replacement",
                        "balanced accuracy on the validation part",
                        3,
                        4,
                        members.stream()
                                .map(m -> new CandidateFigures(m.id().toString(), 0.5, 1.25))
                                .toList()),
                first.evaluation(),
                calibration,
                List.of(),
                new EnsembleManifest.Provenance("fixture", Map.of("platform", "0.1.0"), "cpu"),
                Map.of());
    }

    /** Points the champion to an ensemble, whatever it pointed to before. */
    public static ChampionPointer moveChampion(ArtifactStore store, StoredEnsemble target) {
        CheckpointRepository repository = new CheckpointRepository(store);
        return repository
                .moveChampion(champion(target, Instant.now()), repository.championTag())
                .orElseThrow(() -> new IllegalStateException("Somebody else moved the champion meanwhile"));
    }

    public static Champion champion(StoredEnsemble target, Instant promotedAt) {
        return new Champion(
                Champion.SCHEMA_VERSION,
                target.manifest().members(),
                "A test wanted it",
                "operator",
                promotedAt,
                true,
                target.reference());
    }
}
