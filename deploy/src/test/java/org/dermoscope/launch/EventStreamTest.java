package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dermoscope.launch.EventStream.Event;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static EventStream stream(String text) {
        return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void eventsComeOneAfterTheOther() throws IOException {
        EventStream events = stream("id: 3\nevent: stage\ndata: {\"stage\":\"vérification\"}\n\n"
                + ": a comment\n\nid:4\nevent:step\ndata:{\"step\":\ndata:1}\n\n");

        Event first = events.next().orElseThrow();
        assertThat(first.id()).isEqualTo(3);
        assertThat(first.type()).isEqualTo("stage");
        assertThat(first.data().path("stage").asText()).isEqualTo("vérification");
        Event second = events.next().orElseThrow();
        assertThat(second.id()).isEqualTo(4);
        assertThat(second.data().path("step").asInt()).isEqualTo(1);
        assertThat(events.next()).isEmpty();
    }

    @Test
    void anEventThatIsCutOffIsLeftOut() throws IOException {
        assertThat(stream("id: 3\nevent: stage\ndata: {\"stage\":\"x\"}\n").next())
                .isEmpty();
    }

    @Test
    void whatIsNoEventIsAnError() {
        assertThatThrownBy(() -> stream("id: x\ndata: {}\n\n").next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> stream("data: <html>\n\n").next()).isInstanceOf(IOException.class);
    }
}
