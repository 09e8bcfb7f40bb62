package org.dermoscope.camera.window;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests with a real window on a virtual display and real key events. Where {@code Xvfb} or {@code xdotool} is missing they
 * are skipped and say so; with {@code DERMOSCOPE_REQUIRE_XVFB=true} they run and fail.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(XvfbCondition.class)
@interface RequiresXvfb {}
