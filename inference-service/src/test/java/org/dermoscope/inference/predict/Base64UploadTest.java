package org.dermoscope.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Base64;
import java.util.Random;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64UploadTest {
    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void readsEveryFormOfEveryLength() {
        for (int length = 1; length < 200; length++) {
            byte[] bytes = bytes(length);
            for (String text : new String[] {
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getMimeEncoder().encodeToString(bytes),
                " \n" + Base64.getEncoder().encodeToString(bytes) + "\r\n",
                "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes),
                "DATA:image/jpeg;name=a%20b.jpg;BASE64," + Base64.getEncoder().encodeToString(bytes)
            }) {
                assertThat(new Base64Upload(text).read(1000)).isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'AAAA%AAA','U+0025 at position 4'",
        "'data:image/png;base64,AA é','U+00E9 at position 25'",
        "'A','1 base64 characters'",
        "'AAAAA','5 base64 characters'",
        "'AA=A','4 base64 characters'",
        "'====','4 base64 characters'",
        "'data:image/png,AAAA','not in base64'",
        "'data:','not in base64'",
        "'data:image/png;base64','not in base64'"
    })
    void saysWhatIsNoBase64(String text, String what) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> new Base64Upload(text).read(1000));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("invalid_base64");
        assertThat(refusal.sentence()).contains(what);
    }

    @Test
    void refusesMoreBytesThanAllowedAndTakesExactlyThatMany() {
        assertThat(new Base64Upload(Base64.getEncoder().encodeToString(bytes(100))).read(100))
                .hasSize(100);
        String text = Base64.getEncoder().encodeToString(bytes(110));
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> new Base64Upload(text).read(100));
        assertThat(refusal.status()).isEqualTo(413);
        assertThat(refusal.code()).isEqualTo("image_too_large");
    }
}
