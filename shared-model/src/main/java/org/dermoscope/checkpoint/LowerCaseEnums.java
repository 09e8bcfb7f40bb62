package org.dermoscope.checkpoint;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.util.Locale;

/** Names the constants of the platform's own enums in lower case; foreign enums keep their names. */
final class LowerCaseEnums extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final String OWN_PACKAGES = "org.dermoscope.";

    @Override
    public String[] findEnumValues(MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
        if (!type.getRawType().getName().startsWith(OWN_PACKAGES)) {
            return names;
        }
        for (int i = 0; i < constants.length; i++) {
            names[i] = constants[i].name().toLowerCase(Locale.ROOT);
        }
        return names;
    }
}
