package org.dermoscope.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteViewTest {
    @Test
    void findsTheFirstByteOfOnesWhereverItIs() throws InvalidImageException {
        Random random = new Random(1);
        for (int length = 1; length < 40; length++) {
            for (int place = 0; place < length; place++) {
                byte[] content = new byte[length];
                for (int i = 0; i < length; i++) {
                    content[i] = (byte) (i < place ? random.nextInt(255) : random.nextInt(256));
                }
                content[place] = (byte) 0xff;
                ByteView view = ByteView.bigEndian(ImageType.JPEG, content);
                for (int from = 0; from <= place; from++) {
                    assertThat(view.indexOfOnes(from)).isEqualTo(place);
                }
            }
        }
    }

    @Test
    void saysThatAnImageWithoutSuchAByteIsCutOff() {
        byte[] content = {0x7f, (byte) 0xfe, (byte) 0x80, 1, 0, 0x7f, (byte) 0xfe, (byte) 0x80, 1, 0};
        ByteView view = ByteView.bigEndian(ImageType.JPEG, content);
        assertThatThrownBy(() -> view.indexOfOnes(0))
                .isInstanceOf(InvalidImageException.class)
                .hasMessageContaining("it ends after 10 bytes");
    }
}
