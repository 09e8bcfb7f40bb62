package org.dermoscope.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests against a real MinIO server, which they start by {@link MinioServer#start()}. Where none can be found they are
 * skipped and say how to get one; with {@code DERMOSCOPE_REQUIRE_MINIO=true} they run and fail.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MinioCondition.class)
public @interface RequiresMinio {}
