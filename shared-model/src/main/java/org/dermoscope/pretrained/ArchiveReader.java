package org.dermoscope.pretrained;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The files of an archive, by name, read into memory: no more than a limit of all of them, whatever the archive says of
 * their sizes. Not thread-safe.
 */
final class ArchiveReader {
    /** Larger than any network here by far. */
    static final int MAX_BYTES = 512 << 20;

    private static final int MAX_FILES = 10_000;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final int maxBytes;
    private int left;

    private ArchiveReader(int maxBytes) {
        this.maxBytes = maxBytes;
        this.left = maxBytes;
    }

    /** @throws WeightsRefusedException if it is malformed or too large */
    static Map<String, byte[]> zip(byte[] archive, int maxBytes) {
        ArchiveReader reader = new ArchiveReader(maxBytes);
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream content = zip.getInputStream(entry)) {
                    reader.add(entry, content);
                }
            }
            return reader.files;
        } catch (IOException | IllegalArgumentException e) {
            throw new WeightsRefusedException("The zip archive is malformed or cut off", e);
        }
    }

    /** @throws WeightsRefusedException if it is malformed or too large */
    static Map<String, byte[]> tarGz(byte[] archive, int maxBytes) {
        ArchiveReader reader = new ArchiveReader(maxBytes);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
            for (ArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                reader.add(entry, tar);
            }
            return reader.files;
        } catch (IOException | IllegalArgumentException e) {
            throw new WeightsRefusedException("The tar archive is malformed or cut off", e);
        }
    }

    private void add(ArchiveEntry entry, InputStream content) throws IOException {
        if (entry.isDirectory()) {
            return;
        }
        byte[] bytes = content.readNBytes(left + 1);
        left -= bytes.length;
        if (left < 0 || files.size() == MAX_FILES) {
            throw new WeightsRefusedException(
                    "The archive has more than " + MAX_FILES + " files or " + maxBytes + " bytes in them");
        }
        if (files.putIfAbsent(entry.getName(), bytes) != null) {
            throw new WeightsRefusedException("The archive has two files '" + entry.getName() + "'");
        }
    }
}
