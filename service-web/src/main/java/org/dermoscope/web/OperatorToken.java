package org.dermoscope.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The secret that promotion, reload and rollback need. Services that share a state folder share the token. Immutable.
 */
public final class OperatorToken {
    /** Below the state folder. */
    public static final String FILE_NAME = "operator-token";

    private static final Logger LOG = Logger.getLogger(OperatorToken.class);
    private static final int RANDOM_BYTES = 32;
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._~+/-]{16,512}=*");

    private final byte[] digest;

    private OperatorToken(String value) {
        this.digest = sha256(value);
    }

    /** @throws IllegalArgumentException unless it has at least 16 characters, all of them allowed in a bearer token */
    public static OperatorToken of(String value) {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "The operator token (dermoscope.operator-token, or the file '" + FILE_NAME
                            + "') has " + value.length()
                            + " characters, or others than allowed; allowed: 16 to 512 of A-Z a-z 0-9 . _ ~ + / -");
        }
        return new OperatorToken(value);
    }

    /**
     * The configured token, else the one in {@code stateDir/operator-token}, else a new one of 32 random bytes that is
     * written there for its owner only and printed once in the log. Safe between processes that start together.
     *
     * @throws UncheckedIOException if the file can be neither read nor written
     */
    public static OperatorToken load(Optional<String> configured, Path stateDir) {
        if (configured.isPresent()) {
            return of(configured.get());
        }
        Path file = stateDir.resolve(FILE_NAME);
        try {
            Files.createDirectories(stateDir);
            return of(readOrCreate(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The operator token's file " + file + " can be neither read nor written", e);
        }
    }

    /** Takes the same time for every candidate of a length. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(digest, sha256(candidate));
    }

    private static String readOrCreate(Path file) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly());
                FileLock lock = channel.lock()) {
            String present =
                    new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!present.isEmpty()) {
                return present;
            }
            String created = random();
            ByteBuffer bytes = ByteBuffer.wrap((created + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            LOG.infof("New operator token, kept in %s: %s", file.toAbsolutePath(), created);
            return created;
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
