package org.dermoscope.trainer.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.EnsembleMean;
import org.dermoscope.classify.Prediction;
import org.dermoscope.trainer.ensemble.SelectedEnsemble;
import org.dermoscope.trainer.evaluation.LabelledPrediction;

/**
 * The chosen checkpoints.
 *
 * @param weights one a member, its share of the rounds
 */
record EnsembleMembers(List<StoredManifest> manifests, List<Double> weights) {
    static EnsembleMembers of(SelectedEnsemble selected, List<StoredManifest> candidates) {
        List<StoredManifest> manifests = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        selected.taken().forEach((id, times) -> {
            manifests.add(candidates.stream()
                    .filter(c -> c.manifest().id().equals(id))
                    .findFirst()
                    .orElseThrow());
            weights.add((double) times / selected.rounds());
        });
        return new EnsembleMembers(manifests, weights);
    }

    List<Champion.Member> weighted() {
        List<Champion.Member> members = new ArrayList<>();
        for (int i = 0; i < manifests.size(); i++) {
            members.add(new Champion.Member(
                    manifests.get(i).manifest().id(), manifests.get(i).sha256(), weights.get(i)));
        }
        return members;
    }

    /** The mean of the members' predictions, at temperature 1. */
    List<LabelledPrediction> mean(Map<String, List<LabelledPrediction>> byId) {
        EnsembleMean mean = new EnsembleMean(weights, 1);
        List<List<LabelledPrediction>> members =
                manifests.stream().map(m -> predictions(byId, m)).toList();
        List<LabelledPrediction> means = new ArrayList<>();
        for (int i = 0; i < members.get(0).size(); i++) {
            int image = i;
            LabelledPrediction first = members.get(0).get(i);
            Prediction prediction =
                    mean.of(members.stream().map(m -> m.get(image).prediction()).toList());
            means.add(new LabelledPrediction(first.imageId(), first.lesionId(), first.label(), prediction));
        }
        return means;
    }

    private static List<LabelledPrediction> predictions(
            Map<String, List<LabelledPrediction>> byId, StoredManifest member) {
        String id = member.manifest().id();
        return Objects.requireNonNull(byId.get(id), id);
    }
}
