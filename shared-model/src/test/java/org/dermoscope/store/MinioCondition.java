package org.dermoscope.store;

import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Decides before anything of a test class starts, so that the report counts its tests as skipped, and says so on the
 * console, where the build tool would give no reason.
 */
final class MinioCondition implements ExecutionCondition {
    private final Map<String, String> environment;

    MinioCondition() {
        this(System.getenv());
    }

    MinioCondition(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("the class has been let through");
        }
        ConditionEvaluationResult decision = decide();
        if (decision.isDisabled()) {
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + MinioProgram.MISSING);
        }
        return decision;
    }

    ConditionEvaluationResult decide() {
        if (Boolean.parseBoolean(environment.get("DERMOSCOPE_REQUIRE_MINIO"))) {
            return ConditionEvaluationResult.enabled("a MinIO server is required");
        }
        return MinioProgram.find(environment)
                .map(program -> ConditionEvaluationResult.enabled("there is " + program))
                .orElseGet(() -> ConditionEvaluationResult.disabled(MinioProgram.MISSING));
    }
}
