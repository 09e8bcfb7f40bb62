package org.dermoscope.inference.it;

import io.restassured.path.json.config.JsonPathConfig;

/** REST Assured reads numbers as floats unless told otherwise. */
final class Precision {
    static final JsonPathConfig DOUBLES =
            JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE);

    private Precision() {}
}
