package org.dermoscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class UnannouncedBodyTest {
    private final BodyMemory memory = new BodyMemory(10);

    private static Buffer bytes(int count) {
        return Buffer.buffer(new byte[count]);
    }

    @Test
    void collectsWhatComesUpToTheLargest() {
        UnannouncedBody body = new UnannouncedBody(memory, 8);
        assertThat(body.append(bytes(5))).isEmpty();
        assertThat(body.append(bytes(3))).isEmpty();
        assertThat(body.bytes().length()).isEqualTo(8);
        assertThat(body.append(bytes(1)).orElseThrow().status()).isEqualTo(413);
        assertThat(body.bytes().length()).isEqualTo(8);
    }

    @Test
    void takesNoMoreMemoryThanAllMayHaveTogetherAndGivesItBackOnce() {
        UnannouncedBody first = new UnannouncedBody(memory, 8);
        UnannouncedBody second = new UnannouncedBody(memory, 8);
        assertThat(first.append(bytes(8))).isEmpty();
        assertThat(second.append(bytes(2))).isEmpty();
        assertThat(second.append(bytes(1)).orElseThrow().status()).isEqualTo(503);
        assertThat(memory.taken()).isEqualTo(10);
        first.giveBack();
        first.giveBack();
        assertThat(memory.taken()).isEqualTo(2);
        assertThat(second.append(bytes(1))).isEmpty();
        second.giveBack();
        assertThat(memory.taken()).isZero();
    }
}
