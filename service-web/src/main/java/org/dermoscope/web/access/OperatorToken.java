package org.dermoscope.web.access;

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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The token that a service makes for itself on its first start. Services that share a state folder share it. Stateless.
 */
final class OperatorToken {
    private static final Logger LOG = Logger.getLogger(OperatorToken.class);
    private static final String FILE_NAME = "operator-token";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int RANDOM_BYTES = 32;

    private OperatorToken() {}

    static Path fileIn(Path stateDir) {
        return stateDir.resolve(FILE_NAME);
    }

    /**
     * The token in the file, else a new one of 32 random bytes, written there for its owner only. The log says where it is
     * and not what it is. Safe between processes that start together.
     *
     * @throws UncheckedIOException if the file can be neither read nor written
     */
    static String readOrCreate(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Set<StandardOpenOption> options =
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(file, options, ownerOnly());
                    FileLock lock = channel.lock()) {
                closeToOthers(file);
                String present =
                        new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8).strip();
                return present.isEmpty() ? create(channel, file) : present;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The operator token's file " + file + " can be neither read nor written", e);
        }
    }

    private static String create(FileChannel channel, Path file) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String created = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        ByteBuffer bytes = ByteBuffer.wrap((created + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
        LOG.infof("Made an operator token, which its owner can read in %s", file.toAbsolutePath());
        return created;
    }

    /** A copy or a backup may have opened it. */
    private static void closeToOthers(Path file) throws IOException {
        if (posix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
            LOG.warnf("Others could read %s; closed to them. Delete it for a new token if they may have.", file);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
