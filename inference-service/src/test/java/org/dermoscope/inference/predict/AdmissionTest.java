package org.dermoscope.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(4, 3);

    @Test
    void takesRequestsAsLongAsAllTheirImagesHaveAPlace() {
        admission.enter(3);
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> admission.enter(2));
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.code()).isEqualTo("overloaded");
        assertThat(refusal.sentence()).contains("4 images");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(admission.images()).isEqualTo(3);
        assertThat(admission.isFull()).isFalse();
        admission.enter(1);
        assertThat(admission.isFull()).isTrue();
        admission.leave(3);
        admission.enter(3);
        assertThat(admission.images()).isEqualTo(4);
    }

    @Test
    void refusesAQueueThatCannotTakeTheLargestRequest() {
        assertThatThrownBy(() -> new Admission(63, 64))
                .hasMessageContaining("63")
                .hasMessageContaining("64");
    }
}
