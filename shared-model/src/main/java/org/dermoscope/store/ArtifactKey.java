package org.dermoscope.store;

import java.util.regex.Pattern;

/**
 * Name of an object in the store: segments of letters, digits, {@code . _ -} joined by {@code /}; no segment is
 * {@code .} or {@code ..}, so that a key never leaves the store's folder.
 */
public record ArtifactKey(String value) implements Comparable<ArtifactKey> {
    private static final int MAX_LENGTH = 512;
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|$)");

    public ArtifactKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Artifact key '" + value
                    + "' is not allowed: segments of letters, digits, '.', '_', '-' joined by '/', none of them '.' or '..', at most "
                    + MAX_LENGTH + " characters");
        }
    }

    static boolean isValid(String value) {
        return value.length() <= MAX_LENGTH
                && VALID.matcher(value).matches()
                && !DOTS.matcher(value).find();
    }

    public static ArtifactKey of(String first, String... more) {
        return new ArtifactKey(more.length == 0 ? first : first + "/" + String.join("/", more));
    }

    public ArtifactKey resolve(String name) {
        return of(value, name);
    }

    @Override
    public int compareTo(ArtifactKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
