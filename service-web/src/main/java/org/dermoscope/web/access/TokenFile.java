package org.dermoscope.web.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of tokens, one a line: a name, roles separated by commas, and the token, or {@code sha256:} and its hash in
 * hexadecimal digits.
 *
 * <pre>
 * # name      roles          token
 * clinic-a    predict        sha256:2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90
 * prometheus  read           sha256:…
 * pipeline    operate,read   sha256:…
 * </pre>
 *
 * Empty lines and those that begin with {@code #} are passed over.
 */
final class TokenFile {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final int COLUMNS = 3;

    private TokenFile() {}

    /**
     * @throws IllegalArgumentException if a line is malformed; names the line and no token
     * @throws UncheckedIOException if the file cannot be read
     */
    static List<TokenHolder> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file of tokens " + file + " (dermoscope.access.tokens) cannot be read", e);
        }
        List<TokenHolder> holders = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            TokenHolder holder = holder(line, "Line " + (i + 1) + " of " + file);
            if (!names.add(holder.name())) {
                throw new IllegalArgumentException("Line " + (i + 1) + " of " + file + " repeats the name '"
                        + holder.name() + "'; allowed: one line a name");
            }
            holders.add(holder);
        }
        return holders;
    }

    private static TokenHolder holder(String line, String where) {
        String[] columns = BLANKS.split(line);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(
                    where + " has " + columns.length + " columns; allowed: a name, roles, and a token or its hash");
        }
        if (!NAME.matcher(columns[0]).matches()) {
            throw new IllegalArgumentException(where + " begins with no name; allowed: 1 to 64 of A-Z a-z 0-9 . _ @ -");
        }
        List<String> roles = Arrays.asList(columns[1].split(",", -1));
        try {
            roles.forEach(Role::of);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
        return new TokenHolder(columns[0], Role.granted(roles), TokenHash.ofSecret(columns[2], where + ": the token"));
    }
}
