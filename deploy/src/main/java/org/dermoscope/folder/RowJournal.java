package org.dermoscope.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.dermoscope.checkpoint.Json;
import org.jspecify.annotations.Nullable;

/**
 * The rows that are finished, one JSON document a line after a {@link JournalHeader}, in the order of the {@link FileList}.
 * A row counts when its line is whole: what a kill left of the last one is cut off. Held by one process at a time. Not
 * thread-safe.
 */
final class RowJournal implements Closeable {
    private final Path file;
    private final FileChannel channel;
    private final @Nullable JournalHeader header;
    private long rows;
    private long bad;

    private RowJournal(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        try (Lines lines = new Lines(file)) {
            this.header = lines.next(JournalHeader.class);
            for (ClassifiedFile row = header == null ? null : lines.next(ClassifiedFile.class);
                    row != null;
                    row = lines.next(ClassifiedFile.class)) {
                note(row);
            }
            channel.truncate(lines.end);
            channel.position(lines.end);
        }
    }

    /**
     * Opens the journal, or begins an empty one.
     *
     * @throws FolderException if another process has it
     */
    static RowJournal open(Path file) throws IOException, FolderException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                throw new FolderException("Another process is writing these results: it holds " + file);
            }
            return new RowJournal(file, channel);
        } catch (IOException | FolderException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    /** Null if the journal is empty; then {@link #begin} is next. */
    @Nullable
    JournalHeader header() {
        return header;
    }

    /** Rows that are finished. */
    long rows() {
        return rows;
    }

    /** Of these, bad files. */
    long bad() {
        return bad;
    }

    void begin(JournalHeader first) throws IOException {
        append(line(first));
    }

    /** Returns when the operating system has them: a kill of this process loses none. */
    void append(List<ClassifiedFile> more) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (ClassifiedFile row : more) {
            text.write(line(row));
        }
        append(text.toByteArray());
        more.forEach(this::note);
    }

    /** Writes all rows as results. */
    void copyTo(ResultWriter results) throws IOException {
        try (Lines lines = new Lines(file)) {
            lines.next(JournalHeader.class);
            for (ClassifiedFile row = lines.next(ClassifiedFile.class);
                    row != null;
                    row = lines.next(ClassifiedFile.class)) {
                results.write(row);
            }
        }
    }

    /** Forgets everything. */
    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void note(ClassifiedFile row) {
        rows++;
        bad += row.isBad() ? 1 : 0;
    }

    private void append(byte[] text) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(text);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static byte[] line(Object value) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.write(Json.strict().writeValueAsBytes(value));
        line.write('\n');
        return line.toByteArray();
    }

    /** The whole lines of a journal, up to the first that is none. */
    private static final class Lines implements Closeable {
        private final InputStream in;
        private long end;

        Lines(Path file) throws IOException {
            this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        }

        <T> @Nullable T next(Class<T> type) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(512);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    return null;
                }
                line.write(c);
            }
            try {
                T value = Json.strict().readValue(line.toByteArray(), type);
                end += line.size() + 1;
                return value;
            } catch (JsonProcessingException damaged) {
                return null;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
