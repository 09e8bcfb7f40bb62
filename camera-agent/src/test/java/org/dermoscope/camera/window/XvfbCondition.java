package org.dermoscope.camera.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides before anything of a test class starts, so that the report counts the class as skipped. */
final class XvfbCondition implements ExecutionCondition {
    static final List<String> PROGRAMS = List.of("Xvfb", "xdotool");

    private final Map<String, String> environment;

    XvfbCondition() {
        this(System.getenv());
    }

    XvfbCondition(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decide();
    }

    ConditionEvaluationResult decide() {
        if (Boolean.parseBoolean(environment.get("DERMOSCOPE_REQUIRE_XVFB"))) {
            return ConditionEvaluationResult.enabled("a virtual display is required");
        }
        List<String> missing = PROGRAMS.stream().filter(this::isMissing).toList();
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("there are " + PROGRAMS)
                : ConditionEvaluationResult.disabled("No Xvfb for window tests: " + missing
                        + " not found (on Debian and Ubuntu: apt install xvfb xdotool)");
    }

    private boolean isMissing(String program) {
        for (String folder : environment.getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder, program))) {
                return false;
            }
        }
        return true;
    }
}
