package org.dermoscope.tune;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is searched where nobody says otherwise: what matters most for a classifier of lesions, around the values of the
 * architecture's recipe, and of it only what that recipe uses. Stateless.
 */
public final class DefaultSpace {
    private static final double FACTOR = 4;
    private static final double SMALLEST = 1e-12;

    private DefaultSpace() {}

    public static SearchSpace of(Recipe recipe) {
        SortedMap<String, Setting> settings = new TreeMap<>();
        learningRate(recipe, settings);
        String decay = recipe.at("optimizer.kind").asText().equals("adamw") ? "optimizer.weight_decay" : "optimizer.l2";
        if (recipe.number(decay) > 0) {
            settings.put(decay, NumberRange.around(recipe.number(decay), FACTOR, SMALLEST, 1));
        }
        settings.put("label_smoothing", NumberRange.linear(0, 0.15));
        settings.put("mixup.alpha", NumberRange.linear(0, 0.4));
        settings.put("mixup.cut_mix", NumberRange.linear(0, 0.75));
        imbalance(recipe, settings);
        if (augments(recipe)) {
            settings.put(Recipe.STRENGTH, NumberRange.linear(0.5, 1.5));
        }
        if (recipe.at("fine_tuning.initial_weights").asText().equals("pretrained")) {
            settings.put(
                    "fine_tuning.backbone_rate",
                    NumberRange.around(recipe.number("fine_tuning.backbone_rate"), FACTOR, SMALLEST, 1));
        }
        return new SearchSpace(settings);
    }

    /** Some schedules have rates of their own, and the optimizer's is not used then. */
    private static void learningRate(Recipe recipe, SortedMap<String, Setting> settings) {
        String schedule = recipe.at("schedule.kind").asText();
        if (schedule.equals("cyclic") || schedule.equals("one_cycle")) {
            String peak = "schedule.max_learning_rate";
            double lowest = Math.max(SMALLEST, recipe.number("schedule.base_learning_rate"));
            settings.put(peak, NumberRange.around(recipe.number(peak), FACTOR, lowest, 1));
        } else {
            String rate = "optimizer.learning_rate";
            settings.put(rate, NumberRange.around(recipe.number(rate), FACTOR, SMALLEST, 1));
        }
    }

    private static void imbalance(Recipe recipe, SortedMap<String, Setting> settings) {
        switch (recipe.at("imbalance.kind").asText()) {
            case "logit_adjustment" -> settings.put("imbalance.tau", NumberRange.linear(0.5, 1.5));
            case "class_weights", "balanced_sampler", "focal" ->
                settings.put("imbalance.power", NumberRange.linear(0.25, 1));
            default -> {
                // nothing is done about rare classes, and there is nothing to vary
            }
        }
    }

    private static boolean augments(Recipe recipe) {
        return recipe.paths().stream()
                .filter(path -> path.startsWith(Recipe.AUGMENTATION + "."))
                .anyMatch(path -> recipe.number(path) > 0);
    }
}
