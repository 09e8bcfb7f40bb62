package org.dermoscope.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.TrainingRecipe;
import org.dermoscope.checkpoint.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultSpaceTest {
    static Stream<TrainingRecipe> recipes() {
        return Architectures.all().stream().flatMap((Architecture one) -> Stream.of(one.recipe(), one.sampleRecipe()));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeHasASpaceWhoseDrawsArePossible(TrainingRecipe standard) throws Exception {
        Recipe recipe = new Recipe(Json.strict().valueToTree(standard));
        SearchSpace space = DefaultSpace.of(recipe);

        assertThat(new SpaceReader(recipe).of(space.json()).json()).isEqualTo(space.json());
        assertThat(space.draw(50, 3))
                .allSatisfy(trial -> assertThatCode(() -> recipe.requirePossible(trial.values()))
                        .doesNotThrowAnyException());
    }

    @Test
    void onlyWhatARecipeUsesIsSearched() {
        assertThat(DefaultSpace.of(Searches.recipe("efficientnet-lite0"))
                        .settings()
                        .keySet())
                .containsExactly(
                        "augmentation_strength",
                        "fine_tuning.backbone_rate",
                        "imbalance.tau",
                        "label_smoothing",
                        "mixup.alpha",
                        "mixup.cut_mix",
                        "optimizer.learning_rate",
                        "optimizer.weight_decay");
        assertThat(DefaultSpace.of(Searches.recipe("custom-resnet")).settings().keySet())
                .as("a cyclic schedule has rates of its own")
                .contains("schedule.max_learning_rate", "optimizer.l2")
                .doesNotContain("optimizer.learning_rate", "fine_tuning.backbone_rate", "imbalance.tau");
    }
}
