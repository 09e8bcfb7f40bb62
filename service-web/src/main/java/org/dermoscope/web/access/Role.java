package org.dermoscope.web.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a caller may do. */
public enum Role {
    /** Have images classified. */
    PREDICT,
    /** See jobs, checkpoints, the model, metrics and the description of the API. */
    READ,
    /** Post and cancel jobs, promote, pin, reload and roll back; includes {@link #READ}. */
    OPERATE;

    /** As it is written in settings, token files and the roles of an identity provider. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no role has that name; says which there are */
    static Role of(String text) {
        return Arrays.stream(values())
                .filter(role -> role.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown role '" + text + "'; known: " + texts()));
    }

    /** Those that are meant by these names and what they include; other names mean something elsewhere. */
    static Set<Role> granted(Collection<String> names) {
        Set<Role> granted = EnumSet.noneOf(Role.class);
        for (Role role : values()) {
            if (names.contains(role.text())) {
                granted.add(role);
            }
        }
        if (granted.contains(OPERATE)) {
            granted.add(READ);
        }
        return granted;
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(Role::text).toList();
    }
}
