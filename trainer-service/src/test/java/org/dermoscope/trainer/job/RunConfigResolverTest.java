package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.architecture.Precision;
import org.dermoscope.architecture.ScheduleSpec;
import org.dermoscope.architecture.TrainingRecipe;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.data.SplitConfig;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigResolverTest {
    @TempDir
    static Path root;

    private final RunConfigResolver resolver = new RunConfigResolver(new DataRoots(List.of(root)), Precision.BF16);

    private RunConfig resolve(String json) throws Exception {
        return resolver.resolve(Json.strict().readTree(json));
    }

    private static Arguments refused(String fields, String code, String sentence) {
        return arguments("{\"architecture\":\"sequential-cnn\"," + fields + "}", code, sentence);
    }

    static Stream<Arguments> refusals() {
        return Stream.concat(refusedShapes(), refusedValues());
    }

    private static Stream<Arguments> refusedShapes() {
        return Stream.of(
                arguments("[]", "malformed_json", "not an object"),
                arguments("null", "malformed_json", "not an object"),
                arguments("{}", "missing_field", "Field 'architecture' is missing; allowed: [sequential-cnn, custom-"),
                arguments("{\"architecture\":null}", "missing_field", "[sequential-cnn, custom-resnet, "),
                arguments("{\"architecture\":7}", "invalid_value", "architecture is 7; allowed: [sequential-cnn"),
                arguments("{\"architecture\":\"x\"}", "unknown_architecture", "Unknown architecture 'x'; known: [seq"),
                refused("\"epoch\":3", "unknown_field", "Unknown field 'epoch'; known: [architecture, data, epochs, "),
                refused("\"optimizer\":{\"lr\":1}", "unknown_field", "'optimizer.lr'; known: [kind, learning_rate"),
                refused(
                        "\"data\":{\"folder\":\"x\"}",
                        "unknown_field",
                        "'data.folder'; known: [path, sample, max_miss"),
                refused("\"epochs\":null", "invalid_value", "epochs is null; allowed: a whole number"),
                refused("\"epochs\":\"3\"", "invalid_value", "epochs is \"3\"; allowed: a whole number"),
                refused("\"epochs\":3.5", "invalid_value", "epochs is 3.5; allowed: a whole number"),
                refused("\"epochs\":99999999999", "invalid_value", "epochs is 99999999999; allowed: a whole number"),
                refused("\"seed\":1e30", "invalid_value", "seed is"),
                refused("\"seed\":99999999999999999999", "invalid_value", "allowed: a whole number of 64 bits"),
                refused("\"optimizer\":3", "invalid_value", "optimizer is 3; allowed: an object with [kind, "),
                refused("\"optimizer\":null", "invalid_value", "optimizer is null; allowed: an object with"),
                refused("\"optimizer\":{\"nesterov\":1}", "invalid_value", "optimizer.nesterov is 1; allowed: true or"),
                refused("\"optimizer\":{\"l2\":\"x\"}", "invalid_value", "optimizer.l2 is \"x\"; allowed: a number"),
                refused("\"optimizer\":{\"kind\":[]}", "invalid_value", "optimizer.kind is []; allowed: a text"),
                refused("\"data\":\"x\"", "invalid_value", "data is \"x\"; allowed: an object with [path, sample"),
                refused("\"data\":null", "invalid_value", "data is null; allowed: an object"),
                refused("\"data\":{\"path\":7}", "invalid_value", "data.path is 7; allowed: a folder as text"),
                refused("\"data\":{\"path\":null}", "invalid_value", "data.path is null"));
    }

    private static Stream<Arguments> refusedValues() {
        return Stream.of(
                refused("\"epochs\":0", "invalid_value", "epochs is 0; allowed: 1 to 10000"),
                refused("\"batch_size\":1", "invalid_value", "batch_size is 1; allowed: 2 to 1024"),
                refused("\"batch_norm_momentum\":1", "invalid_value", "batch_norm_momentum is 1.0; allowed: 0"),
                refused("\"optimizer\":{\"learning_rate\":0}", "invalid_value", "optimizer.learning_rate is 0.0"),
                refused(
                        "\"optimizer\":{\"kind\":\"rmsprop\"}",
                        "invalid_value",
                        "'rmsprop'; allowed: [adam, sgd, adamw]"),
                refused("\"optimizer\":{\"kind\":\"ADAM\"}", "invalid_value", "'ADAM'; allowed: [adam, sgd, adamw]"),
                refused(
                        "\"schedule\":{\"kind\":\"x\"}",
                        "invalid_value",
                        "[constant, plateau, cyclic, cosine, one_cycle]"),
                refused("\"schedule\":{\"mode\":\"x\"}", "invalid_value", "[triangular, triangular2, exp_range]"),
                refused(
                        "\"schedule\":{\"base_learning_rate\":0.1,\"max_learning_rate\":0.01}",
                        "invalid_value",
                        "schedule.max_learning_rate is 0.01"),
                refused("\"augmentation\":{\"zoom\":0.9}", "invalid_value", "augmentation.zoom is 0.9; allowed: 0"),
                refused("\"imbalance\":{\"power\":-1}", "invalid_value", "imbalance.power is -1.0; allowed: 0"),
                refused("\"early_stopping\":{\"patience\":0}", "invalid_value", "early_stopping.patience is 0; allow"),
                refused("\"split\":{\"by\":\"patient\"}", "invalid_value", "'patient'; allowed: [lesion, image]"),
                refused("\"split\":{\"training\":0.9}", "invalid_value", "split.training + split.validation + split"),
                refused("\"normalization\":\"none\"", "invalid_value", "[pooled, per_channel, fixed]"),
                refused("\"precision\":16", "invalid_value", "precision is 16; allowed: [auto, fp32, bf16]"),
                refused(
                        "\"precision\":\"int8\"",
                        "invalid_value",
                        "precision is \"int8\"; allowed: [auto, fp32, bf16]"),
                refused("\"promote\":\"always\"", "invalid_value", "'always'; allowed: [auto, never]"),
                refused("\"data\":{\"sample\":false}", "invalid_value", "data needs exactly one of path and sample"),
                refused("\"data\":{\"max_missing_share\":2}", "invalid_value", "data.max_missing_share is 2.0"),
                refused("\"data\":{\"path\":\"/\"}", "data_path_outside_roots", "lies outside the data roots"),
                refused("\"data\":{\"path\":\"\"}", "data_path_not_found", "Data path is empty"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsNotAllowedIsRefusedWithWhatIs(String request, String code, String sentence) {
        assertThatThrownBy(() -> resolve(request)).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining(sentence);
        });
    }

    @Test
    void anArchitectureAloneIsTrainedOnTheSampleByItsRecipeForIt() throws Exception {
        RunConfig config = resolve("{\"architecture\":\"sequential-cnn\"}");

        TrainingRecipe recipe = Architectures.byId("sequential-cnn").sampleRecipe();
        assertThat(config.data().sample()).isTrue();
        assertThat(config.epochs()).isEqualTo(recipe.epochs());
        assertThat(config.batchSize()).isEqualTo(recipe.batchSize());
        assertThat(config.optimizer()).isEqualTo(recipe.optimizer());
        assertThat(config.seed()).isEqualTo(42);
        assertThat(config.split()).isEqualTo(new SplitConfig(SplitConfig.By.LESION, 0.7, 0.15, 0.15));
        assertThat(config.promote()).isEqualTo(RunConfig.PromotionMode.AUTO);
    }

    @Test
    void aFolderIsTrainedByTheRecipeAndItsPathIsResolved() throws Exception {
        Path folder = Files.createDirectories(root.resolve("ham"));
        Path link = root.resolve("link");
        Files.createSymbolicLink(link, folder);

        RunConfig config = resolve("{\"architecture\":\"custom-resnet\",\"data\":{\"path\":\"" + link + "\"}}");

        assertThat(config.data().path()).isEqualTo(folder.toRealPath().toString());
        assertThat(config.data().sample()).isFalse();
        assertThat(config.data().maxMissingShare()).isEqualTo(0.01);
        assertThat(config.epochs())
                .isEqualTo(Architectures.byId("custom-resnet").recipe().epochs());
    }

    @Test
    void aLinkOutOfTheRootsIsRefused(@TempDir Path elsewhere) throws Exception {
        Path link = root.resolve("out");
        Files.createSymbolicLink(link, elsewhere);
        assertThatThrownBy(() -> resolve("{\"architecture\":\"custom-resnet\",\"data\":{\"path\":\"" + link + "\"}}"))
                .hasMessageContaining("lies outside the data roots");
    }

    @Test
    void givenFieldsReplaceTheRecipesAndTheOthersStay() throws Exception {
        RunConfig config = resolve("""
                {"architecture":"sequential-cnn","epochs":3,"seed":-9000000000,
                 "optimizer":{"kind":"sgd","nesterov":true,"learning_rate":1},
                 "schedule":{"kind":"cyclic","mode":"exp_range"},"promote":"never"}""");

        OptimizerSpec standard =
                Architectures.byId("sequential-cnn").sampleRecipe().optimizer();
        assertThat(config.epochs()).isEqualTo(3);
        assertThat(config.seed()).isEqualTo(-9_000_000_000L);
        assertThat(config.optimizer().kind()).isEqualTo(OptimizerSpec.Kind.SGD);
        assertThat(config.optimizer().learningRate()).isEqualTo(1);
        assertThat(config.optimizer().momentum()).isEqualTo(standard.momentum());
        assertThat(config.schedule().mode()).isEqualTo(ScheduleSpec.CyclicMode.EXP_RANGE);
        assertThat(config.promote()).isEqualTo(RunConfig.PromotionMode.NEVER);
    }

    @Test
    void aResolvedConfigMakesTheSameConfigAgain() throws Exception {
        RunConfig config = resolve("{\"architecture\":\"custom-resnet\",\"epochs\":2}");
        JsonNode written = Json.strict().readTree(Json.document(config));
        assertThat(Json.strict().treeToValue(written, RunConfig.class)).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource({
        "'', BF16",
        "',\"precision\":\"auto\"', BF16",
        "',\"precision\":\"fp32\"', FP32",
        "',\"precision\":\"bf16\"', BF16"
    })
    void takesTheFastestPrecisionUnlessOneIsNamed(String fields, Precision expected) throws Exception {
        assertThat(resolve("{\"architecture\":\"sequential-cnn\"" + fields + "}")
                        .precision())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"precision\":\"auto\"", ",\"precision\":\"fp32\""})
    void takesFp32WhereTheArchitectureHasNothingElse(String fields) throws Exception {
        assertThat(resolve("{\"architecture\":\"mobilenet-v2\"" + fields + "}").precision())
                .isEqualTo(Precision.FP32);
    }

    @Test
    void refusesAPrecisionThatTheArchitectureCannotBeTrainedIn() {
        assertThatThrownBy(() -> resolve("{\"architecture\":\"mobilenet-v2\",\"precision\":\"bf16\"}"))
                .isInstanceOf(ApiException.class)
                .hasMessage("precision is bf16 and mobilenet-v2 cannot be trained in it; allowed: [fp32]");
    }
}
