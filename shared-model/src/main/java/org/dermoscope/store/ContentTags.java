package org.dermoscope.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags of files: the SHA-256 of the content in hex, remembered per version of a file so that polling does not read
 * it again. Thread-safe.
 */
final class ContentTags {
    /**
     * Two versions written within one tick of the file system's clock can look alike, so a tag is remembered only when
     * the file had rested for longer than the coarsest tick (2 s on FAT) before it was read.
     */
    private static final Duration REST = Duration.ofSeconds(3);

    private static final int CAPACITY = 10_000;

    private final Map<Path, Remembered> remembered = new ConcurrentHashMap<>();

    /** @param size in bytes */
    record Tagged(String entityTag, long size) {}

    private record Version(@Nullable Object fileKey, FileTime modified, long size) {
        static Version of(Path file) throws IOException {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Version(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
        }
    }

    private record Remembered(Version version, Tagged tagged) {}

    /** Tag and size of one version of the file, the present one or, during a write, the one before. */
    Tagged current(Path file) throws IOException {
        Instant start = Instant.now();
        Version version = Version.of(file);
        @Nullable Remembered known = remembered.get(file);
        if (known != null && known.version().equals(version)) {
            return known.tagged();
        }
        Tagged tagged = read(file);
        boolean rested = version.modified().toInstant().plus(REST).isBefore(start);
        if (rested && version.equals(Version.of(file))) {
            if (remembered.size() >= CAPACITY) {
                remembered.clear();
            }
            remembered.put(file, new Remembered(version, tagged));
        }
        return tagged;
    }

    static String of(Path file) throws IOException {
        return read(file).entityTag();
    }

    static String of(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static Tagged read(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return new Tagged(HexFormat.of().formatHex(digest.digest()), size);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
