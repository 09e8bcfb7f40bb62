package org.dermoscope.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The id by which this trainer holds leases. It stays the same over restarts, so that a job goes on at once after one:
 * it is kept in a file that is locked as long as the trainer lives. A second trainer on the same folder gets an id of
 * its own, which is not kept.
 */
public final class TrainerIdentity implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TrainerIdentity.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final FileChannel channel;
    private final String id;

    private TrainerIdentity(FileChannel channel, String id) {
        this.channel = channel;
        this.id = id;
    }

    /** @throws UncheckedIOException if the file cannot be read or written */
    public static TrainerIdentity in(Path folder) {
        Path file = folder.resolve("trainer-id");
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                LOG.warnf("Another trainer uses %s; this one takes an id for this start only", folder);
                return new TrainerIdentity(channel, UUID.randomUUID().toString());
            }
            return new TrainerIdentity(channel, kept(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("The trainer's id cannot be kept in " + file, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    private static String kept(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(64);
        channel.read(content, 0);
        String found = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
        if (ID.matcher(found).matches()) {
            return found;
        }
        String id = UUID.randomUUID().toString();
        channel.truncate(0).write(ByteBuffer.wrap((id + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(true);
        return id;
    }

    public String id() {
        return id;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warnf("The lock on the trainer's id could not be given back: %s", e.getMessage());
        }
    }
}
