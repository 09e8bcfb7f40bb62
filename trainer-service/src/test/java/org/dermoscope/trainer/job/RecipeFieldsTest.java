package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dermoscope.architecture.AugmentationSpec;
import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.architecture.MixupSpec;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.architecture.Precision;
import org.dermoscope.architecture.ScheduleSpec;
import org.dermoscope.architecture.WeightAverageSpec;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request may say about how a network is trained. */
class RecipeFieldsTest {
    private static RunConfig resolve(String fields) throws Exception {
        RunConfigResolver resolver = new RunConfigResolver(new DataRoots(List.of()), Precision.FP32);
        return resolver.resolve(Json.strict().readTree("{\"architecture\":\"sequential-cnn\"," + fields + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'optimizer':{'weight_decay':2} | optimizer.weight_decay is 2.0; allowed: 0.0 to 1.0",
                "'epochs':4,'schedule':{'kind':'cosine','warmup_epochs':5} | warmup_epochs is 5.0; allowed: 0.0 to 4.0",
                "'schedule':{'warmup_epochs':-1} | schedule.warmup_epochs is -1.0; allowed: 0.0 to 10000.0",
                "'schedule':{'anneal_share':1} | schedule.anneal_share is 1.0; allowed: 0.0 to 0.9",
                "'augmentation':{'brightness':0.6} | augmentation.brightness is 0.6; allowed: 0.0 to 0.5",
                "'augmentation':{'contrast':-1} | augmentation.contrast is -1.0; allowed: 0.0 to 0.5",
                "'augmentation':{'color_balance':1} | augmentation.color_balance is 1.0; allowed: 0.0 to 0.5",
                "'augmentation':{'saturation':-0.1} | augmentation.saturation is -0.1; allowed: 0.0 to 0.5",
                "'augmentation':{'magnification':3} | augmentation.magnification is 3.0; allowed: 0.0 to 2.0",
                "'augmentation':{'quarter_turns':1} | augmentation.quarter_turns is 1; allowed: true or false",
                "'augmentation':{'hue':0.1} | Unknown field 'augmentation.hue'; known: [rotation_degrees, zoom",
                "'imbalance':{'gamma':11} | imbalance.gamma is 11.0; allowed: 0.0 to 10.0",
                "'imbalance':{'tau':-1} | imbalance.tau is -1.0; allowed: 0.0 to 5.0",
                "'imbalance':{'kind':'x'} | [none, class_weights, balanced_sampler, focal, logit_adjustment]",
                "'label_smoothing':0.6 | label_smoothing is 0.6; allowed: 0.0 to 0.5",
                "'mixup':{'alpha':2} | mixup.alpha is 2.0; allowed: 0.0 to 1.0",
                "'mixup':{'cut_mix':2} | mixup.cut_mix is 2.0; allowed: 0.0 to 1.0",
                "'weight_average':{'decay':1} | weight_average.decay is 1.0; allowed: 0.0 to below 1"
            })
    void whatIsOutOfRangeIsRefusedWithWhatIsAllowed(String fields, String sentence) {
        assertThatThrownBy(() -> resolve(fields.replace('\'', '"')))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void whatAnArchitecturesRecipeDoesNotHaveIsOff() throws Exception {
        RunConfig config = resolve("\"epochs\":3");
        assertThat(config.labelSmoothing()).isZero();
        assertThat(config.mixup()).isEqualTo(MixupSpec.OFF);
        assertThat(config.weightAverage()).isEqualTo(WeightAverageSpec.OFF);
        assertThat(config.augmentation()).isEqualTo(AugmentationSpec.STANDARD);
    }

    @Test
    void whatIsAskedForComesBesideWhatTheRecipeHas() throws Exception {
        RunConfig config = resolve("""
                "imbalance":{"kind":"logit_adjustment","tau":0.5},"label_smoothing":0.1,"mixup":{"alpha":0.2,"cut_mix":0.3},
                "weight_average":{"enabled":true},"optimizer":{"kind":"adamw","weight_decay":0.05},
                "schedule":{"kind":"one_cycle","anneal_share":0.2},"augmentation":{"quarter_turns":true,"contrast":0.3,
                "magnification":0.5,"saturation":0.2}""");
        assertThat(config.imbalance()).isEqualTo(new ImbalanceSpec(ImbalanceSpec.Kind.LOGIT_ADJUSTMENT, 1, 2, 0.5));
        assertThat(config.labelSmoothing()).isEqualTo(0.1);
        assertThat(config.mixup()).isEqualTo(new MixupSpec(0.2, 0.3));
        assertThat(config.weightAverage()).isEqualTo(new WeightAverageSpec(true, 0.999));
        assertThat(config.optimizer()).isEqualTo(OptimizerSpec.adamW(0.001, 0.05));
        assertThat(config.schedule().kind()).isEqualTo(ScheduleSpec.Kind.ONE_CYCLE);
        assertThat(config.schedule().annealShare()).isEqualTo(0.2);
        assertThat(config.augmentation())
                .isEqualTo(new AugmentationSpec(10, 0.1, 0.5, 0.1, 0.1, true, false, true, 0, 0.3, 0, 0.2));
    }
}
