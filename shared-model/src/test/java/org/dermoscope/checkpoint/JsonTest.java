package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dermoscope.architecture.ScheduleSpec.CyclicMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    enum Loud {
        QUEUED;

        @JsonValue
        String text() {
            return name();
        }
    }

    record Sample(
            int batchSize,
            @Nullable CyclicMode cyclicMode,
            @Nullable Instant startedAt,
            double macroF1) {}

    record Words(String text, Optional<String> more, Duration limit, Loud loud, TimeUnit unit) {}

    record Numbers(@Nullable Double one, double[] many, float[] singles, List<Double> list) {}

    @Test
    void namesFieldsInSnakeCaseAndEnumsInLowerCaseAndInstantsAsText() throws Exception {
        Sample sample = new Sample(32, CyclicMode.EXP_RANGE, Instant.parse("2026-11-23T20:52:00.125Z"), 0.5);
        String json = Json.strict().writeValueAsString(sample);
        assertThat(json)
                .isEqualTo("{\"batch_size\":32,\"cyclic_mode\":\"exp_range\","
                        + "\"started_at\":\"2026-11-23T20:52:00.125Z\",\"macro_f1\":0.5}");
        assertThat(Json.strict().readValue(json, Sample.class)).isEqualTo(sample);
    }

    @Test
    void leavesEnumsAloneThatNameThemselvesOrAreForeign() throws Exception {
        Words words = new Words("a", Optional.of("b"), Duration.ofSeconds(90), Loud.QUEUED, TimeUnit.SECONDS);
        String json = Json.strict().writeValueAsString(words);
        assertThat(json)
                .isEqualTo("{\"text\":\"a\",\"more\":\"b\",\"limit\":\"PT1M30S\",\"loud\":\"QUEUED\","
                        + "\"unit\":\"SECONDS\"}");
        assertThat(Json.strict().readValue(json, Words.class)).isEqualTo(words);
    }

    @Test
    void refusesAnUnknownFieldInARequestAndIgnoresItInADocument() throws Exception {
        String json = "{\"batch_size\":32,\"macro_f1\":1,\"batchsize\":1}";
        assertThatThrownBy(() -> Json.strict().readValue(json, Sample.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("batchsize");
        assertThat(Json.readDocument(bytes(json), Sample.class).batchSize()).isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"macro_f1\":1,\"batch_size\":\"32\"}",
                "{\"macro_f1\":1,\"batch_size\":32.5}",
                "{\"macro_f1\":1,\"batch_size\":null}",
                "{\"macro_f1\":1,\"batch_size\":true}",
                "{\"macro_f1\":1}",
                "{\"macro_f1\":1,\"batch_size\":32,\"batch_size\":33}",
                "{\"macro_f1\":1,\"batch_size\":32} {}",
                "{\"macro_f1\":1,\"batch_size\":32,\"cyclic_mode\":\"EXP_RANGE\"}",
                "{\"macro_f1\":1,\"batch_size\":32,\"cyclic_mode\":2}",
                "{\"macro_f1\":1,\"batch_size\":32,\"cyclic_mode\":\"\"}",
                "{\"macro_f1\":NaN,\"batch_size\":32}",
                "{\"macro_f1\":\"NaN\",\"batch_size\":32}",
                "{\"macro_f1\":\"1\",\"batch_size\":32}",
                "{\"macro_f1\":1e999,\"batch_size\":32}",
                "{\"macro_f1\":null,\"batch_size\":32}",
                "{\"batch_size\":32}",
                "{\"macro_f1\":1,\"batch_size\":32",
                "[]",
                "null",
                ""
            })
    void refusesWhatIsNotMeantByTheText(String json) throws Exception {
        byte[] good = bytes("{\"macro_f1\":1,\"batch_size\":32,\"cyclic_mode\":\"triangular\"}");
        assertThat(Json.readDocument(good, Sample.class)).isEqualTo(new Sample(32, CyclicMode.TRIANGULAR, null, 1));
        assertThatThrownBy(() -> Json.readDocument(bytes(json), Sample.class)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesANumberWhereTextBelongs() {
        assertThatThrownBy(() ->
                        Json.strict().readValue("{\"text\":5,\"limit\":\"PT1S\",\"loud\":\"QUEUED\"}", Words.class))
                .isInstanceOf(JsonMappingException.class);
    }

    @Test
    void listsTheAllowedValuesOfAnEnum() {
        assertThatThrownBy(() -> Json.strict().readValue("{\"cyclic_mode\":\"sine\"}", Sample.class))
                .isInstanceOf(InvalidFormatException.class)
                .hasMessageContaining("exp_range")
                .hasMessageContaining("triangular2");
    }

    @Test
    void refusesToWriteNumbersThatAreNotFiniteAndNamesTheField() {
        double[] none = {};
        float[] no = {};
        List<Numbers> bad = List.of(
                new Numbers(Double.NaN, none, no, List.of()),
                new Numbers(null, new double[] {1, Double.POSITIVE_INFINITY}, no, List.of()),
                new Numbers(null, none, new float[] {Float.NaN}, List.of()),
                new Numbers(null, none, no, List.of(Double.NEGATIVE_INFINITY)));
        for (Numbers numbers : bad) {
            assertThatThrownBy(() -> Json.document(numbers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not finite")
                    .hasMessageContaining("Numbers[\"");
        }
        assertThatThrownBy(() -> Json.strict().writeValueAsString(new Sample(1, null, null, Double.NaN)))
                .hasMessageContaining("macro_f1");
    }

    @Test
    void readsBackEveryFiniteNumberExactly() throws Exception {
        double[] values = {0.1, 1 / 3.0, Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 1e-4};
        byte[] json = Json.document(values);
        assertThat(Json.readDocument(json, double[].class)).isEqualTo(values);
        float[] singles = {0.1f, Float.MIN_VALUE};
        assertThat(Json.readDocument(Json.document(singles), float[].class)).isEqualTo(singles);
    }

    @Test
    void writesMapsInKeyOrderInDocumentsAndAsTheyAreInAnswers() throws Exception {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("vasc", 1);
        map.put("akiec", 2);
        assertThat(new String(Json.document(map), StandardCharsets.UTF_8)).containsSubsequence("akiec", "vasc");
        assertThat(Json.strict().writeValueAsString(map)).containsSubsequence("vasc", "akiec");
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
