package org.dermoscope.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dermoscope.checkpoint.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceReaderTest {
    @TempDir
    Path folder;

    private SearchSpace read(String space) throws IOException, TuneException {
        Path file = Files.writeString(folder.resolve("space.json"), space);
        return new SpaceReader(Searches.recipe("efficientnet-lite0")).read(file);
    }

    @Test
    void rangesAndValuesAreDrawnWithinTheirBoundsAndOfTheirType() throws Exception {
        SearchSpace space = read("""
                {"optimizer.learning_rate": {"min": 0.0005, "max": 0.008, "scale": "log"},
                 "batch_size": {"min": 16, "max": 18},
                 "augmentation_strength": {"min": 0, "max": 3},
                 "schedule.kind": {"values": ["cosine", "one_cycle"]}}""");

        assertThat(space.json())
                .isEqualTo(new SpaceReader(Searches.recipe("efficientnet-lite0"))
                        .of(space.json())
                        .json());
        List<Trial> trials = space.draw(200, 1);
        assertThat(trials.get(0).values()).as("the recipe itself").isEmpty();
        List<Trial> drawn = trials.subList(1, trials.size());
        assertThat(drawn)
                .allSatisfy(trial -> assertThat(
                                value(trial, "optimizer.learning_rate").asDouble())
                        .isBetween(0.0005, 0.008));
        assertThat(drawn)
                .extracting(trial -> value(trial, "batch_size").toString())
                .containsOnly("16", "17", "18");
        assertThat(drawn)
                .extracting(trial -> value(trial, "schedule.kind").textValue())
                .containsOnly("cosine", "one_cycle");
        assertThat(drawn)
                .as("half of the range on a logarithmic scale")
                .filteredOn(trial -> value(trial, "optimizer.learning_rate").asDouble() < 0.002)
                .hasSizeBetween(75, 125);
    }

    private static JsonNode value(Trial trial, String field) {
        return Objects.requireNonNull(trial.values().get(field));
    }

    @Test
    void theSameSeedDrawsTheSameAndMoreTrialsKeepTheFirst() {
        SearchSpace space = Searches.space();
        assertThat(space.draw(9, 5)).isEqualTo(space.draw(27, 5).subList(0, 9)).isNotEqualTo(space.draw(9, 6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | The space is []; allowed: a JSON object",
                "{} | The space is {}; allowed: a JSON object",
                "{ | is no JSON",
                "{\"learning_rate\": {\"min\": 1, \"max\": 2}} | The space has 'learning_rate', which this recipe does not; known: [augm",
                "{\"epochs\": {\"min\": 1, \"max\": 2}} | How long trials are trained is what --epochs says",
                "{\"optimizer\": {\"min\": 1, \"max\": 2}} | The space has 'optimizer', which this recipe does not",
                "{\"mixup.alpha\": 0.2} | The space has 0.2 for mixup.alpha; allowed: {\"min\": a",
                "{\"mixup.alpha\": {\"min\": 0.2}} | for mixup.alpha; allowed: {\"min\": a",
                "{\"mixup.alpha\": {\"min\": 0, \"max\": 1, \"step\": 1}} | for mixup.alpha; allowed: {\"min\": a",
                "{\"mixup.alpha\": {\"min\": 0, \"max\": 1, \"scale\": \"cubic\"}} | for mixup.alpha; allowed: {\"min\": a",
                "{\"mixup.alpha\": {\"values\": []}} | for mixup.alpha; allowed: {\"min\": a",
                "{\"mixup.alpha\": {\"values\": [0.1, \"x\"]}} | \"x\" for mixup.alpha, which is 0.0 in the recipe",
                "{\"mixup.alpha\": {\"min\": 0.5, \"max\": 0.1}} | allowed: min at most max",
                "{\"mixup.alpha\": {\"min\": 0, \"max\": 1, \"scale\": \"log\"}} | above 0 where the scale is log",
                "{\"mixup.alpha\": {\"min\": 0, \"max\": 2}} | mixup.alpha is 2.0; allowed: 0.0 to 1.0",
                "{\"batch_size\": {\"min\": 16, \"max\": 32.5}} | allowed: whole numbers",
                "{\"schedule.kind\": {\"min\": 1, \"max\": 2}} | no number; allowed: {\"values\": [a, b]}",
                "{\"schedule.kind\": {\"values\": [\"cosinus\"]}} | cosinus",
                "{\"augmentation_strength\": {\"min\": -1, \"max\": 1}} | augmentation.rotation_degrees is -180.0; allowed",
                "{\"augmentation_strength\": {\"min\": 0, \"max\": 1}, \"augmentation.zoom\": {\"min\": 0, \"max\": 0.1}}"
                        + " | one or the other",
                "{\"mixup.alpha\": {\"values\": [0]}, \"mixup.alpha\": {\"values\": [1]}} | Duplicate field",
            })
    void whatIsNoSpaceIsRefusedWithWhatIsAllowed(String space, String message) {
        assertThatThrownBy(() -> read(space)).isInstanceOf(TuneException.class).hasMessageContaining(message);
    }

    @Test
    void aStrengthScalesTheRangesOfTheAugmentationAsFarAsTheyGo() {
        Recipe recipe = Searches.recipe("efficientnet-lite0");
        SortedMap<String, JsonNode> values = new TreeMap<>();
        values.put(Recipe.STRENGTH, Json.strict().getNodeFactory().numberNode(3.0));

        assertThat(recipe.overrides(values).get("augmentation").toString())
                .contains(
                        "\"rotation_degrees\":180.0",
                        "\"magnification\":1.8",
                        "\"contrast\":0.5",
                        "\"width_shift\":0.3")
                .doesNotContain("flip");
    }
}
