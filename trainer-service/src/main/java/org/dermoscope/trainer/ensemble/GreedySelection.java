package org.dermoscope.trainer.ensemble;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.evaluation.LabelledPrediction;
import org.dermoscope.trainer.promotion.PromotionPolicy;

/**
 * Forward selection with replacement: in each round the candidate that makes the mean of all taken so far the best is
 * taken, one that was taken before among them; the best of all rounds counts. R. Caruana, A. Niculescu-Mizil, G. Crew,
 * A. Ksikes, "Ensemble selection from libraries of models", ICML 2004.
 */
public final class GreedySelection {
    public static final String METHOD = "greedy forward selection with replacement (Caruana et al., 2004)";
    public static final String CRITERION = PromotionPolicy.CRITERION + ", at the same the lower loss";

    private static final int ROUNDS = 12;

    private final List<Candidate> candidates;
    private final int maxMembers;

    private GreedySelection(List<Candidate> candidates, int maxMembers) {
        this.candidates = candidates;
        this.maxMembers = maxMembers;
    }

    /**
     * @param candidates at least one, all with predictions of the same images in the same order; among equals the first
     *     wins
     * @param maxMembers different candidates, at least 1
     * @throws IllegalArgumentException if the images differ
     */
    public static SelectedEnsemble of(List<Candidate> candidates, int maxMembers) {
        requireSameImages(candidates);
        List<Candidate> ranked = candidates.stream()
                .sorted(Comparator.comparing((Candidate c) -> Score.of(c.predictions()))
                        .reversed())
                .toList();
        return new GreedySelection(ranked, maxMembers).select();
    }

    private SelectedEnsemble select() {
        double[][] sum = new double[candidates.get(0).predictions().size()][LesionClass.COUNT];
        List<Candidate> taken = new ArrayList<>();
        List<Candidate> best = List.of();
        Score bestScore = new Score(-1, Double.MAX_VALUE);
        while (taken.size() < ROUNDS) {
            Candidate next = candidates.get(0);
            Score nextScore = new Score(-1, Double.MAX_VALUE);
            for (Candidate candidate : allowed(taken)) {
                Score score = Score.of(mean(sum, candidate, taken.size() + 1));
                if (score.compareTo(nextScore) > 0) {
                    next = candidate;
                    nextScore = score;
                }
            }
            taken.add(next);
            add(sum, next);
            if (nextScore.compareTo(bestScore) > 0) {
                best = List.copyOf(taken);
                bestScore = nextScore;
            }
        }
        return new SelectedEnsemble(counted(best), bestScore, figures());
    }

    private List<Candidate> allowed(List<Candidate> taken) {
        Set<Candidate> members = new LinkedHashSet<>(taken);
        return members.size() < maxMembers ? candidates : List.copyOf(members);
    }

    private static Map<String, Integer> counted(List<Candidate> taken) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        taken.forEach(candidate -> counts.merge(candidate.checkpointId(), 1, Integer::sum));
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private Map<String, Score> figures() {
        Map<String, Score> figures = new LinkedHashMap<>();
        candidates.forEach(candidate -> figures.put(candidate.checkpointId(), Score.of(candidate.predictions())));
        return figures;
    }

    private static void add(double[][] sum, Candidate candidate) {
        for (int i = 0; i < sum.length; i++) {
            double[] probabilities = candidate.predictions().get(i).prediction().probabilities();
            for (int c = 0; c < probabilities.length; c++) {
                sum[i][c] += probabilities[c];
            }
        }
    }

    private static List<LabelledPrediction> mean(double[][] sum, Candidate candidate, int count) {
        List<LabelledPrediction> means = new ArrayList<>(sum.length);
        for (int i = 0; i < sum.length; i++) {
            LabelledPrediction added = candidate.predictions().get(i);
            double[] mean = added.prediction().probabilities().clone();
            for (int c = 0; c < mean.length; c++) {
                mean[c] = (mean[c] + sum[i][c]) / count;
            }
            means.add(new LabelledPrediction(added.imageId(), added.lesionId(), added.label(), new Prediction(mean)));
        }
        return means;
    }

    private static void requireSameImages(List<Candidate> candidates) {
        List<String> images = images(candidates.get(0));
        for (Candidate candidate : candidates) {
            if (!images(candidate).equals(images)) {
                throw new IllegalArgumentException(
                        "The predictions of " + candidate.checkpointId() + " are of other images than those of "
                                + candidates.get(0).checkpointId());
            }
        }
    }

    private static List<String> images(Candidate candidate) {
        return candidate.predictions().stream().map(LabelledPrediction::imageId).toList();
    }
}
