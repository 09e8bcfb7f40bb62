package org.dermoscope.store;

import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides before anything of a test class starts, so that the report counts the class as skipped. */
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
        return decide();
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
