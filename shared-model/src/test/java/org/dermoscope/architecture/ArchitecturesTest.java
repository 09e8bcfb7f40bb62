package org.dermoscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArchitecturesTest extends ArchitectureContract {
    @Test
    void findsEveryArchitectureById() {
        for (Architecture architecture : Architectures.all()) {
            assertThat(Architectures.byId(architecture.id())).isSameAs(architecture);
        }
    }

    @Test
    void namesTheKnownOnesWhenAskedForAnother() {
        assertThatThrownBy(() -> Architectures.byId("resnet50"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Unknown architecture 'resnet50'; known: [sequential-cnn, custom-resnet, efficientnet-lite0, "
                                + "efficientnet-lite1, efficientnet-lite2, densenet121, deit-tiny, mobilenet-v2]");
    }

    @Test
    void tellsTheNetworksApartByHash() {
        assertThat(ArchitectureSummary.of(new SequentialCnn()).hash())
                .isNotEqualTo(ArchitectureSummary.of(new CustomResNet()).hash());
    }
}
