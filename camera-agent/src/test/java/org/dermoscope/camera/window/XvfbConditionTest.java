package org.dermoscope.camera.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XvfbConditionTest {
    @TempDir
    Path folder;

    @Test
    void withoutTheProgramsTheTestsAreSkippedAndSayWhy() {
        XvfbCondition condition = new XvfbCondition(Map.of("PATH", folder.toString()));

        assertThat(condition.decide().isDisabled()).isTrue();
        assertThat(condition.decide().getReason().orElseThrow()).contains("Xvfb", "xdotool", "apt install");
    }

    @Test
    void withThemOrWhereTheyAreRequiredTheTestsRun() throws Exception {
        assertThat(new XvfbCondition(Map.of("PATH", folder.toString(), "DERMOSCOPE_REQUIRE_XVFB", "true"))
                        .decide()
                        .isDisabled())
                .isFalse();
        for (String program : XvfbCondition.PROGRAMS) {
            assertThat(Files.createFile(folder.resolve(program)).toFile().setExecutable(true))
                    .isTrue();
        }
        assertThat(new XvfbCondition(Map.of("PATH", "/nowhere:" + folder))
                        .decide()
                        .isDisabled())
                .isFalse();
    }
}
