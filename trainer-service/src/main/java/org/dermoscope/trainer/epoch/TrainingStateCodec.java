package org.dermoscope.trainer.epoch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dermoscope.checkpoint.Json;

/** Training state ↔ a zip archive without compression, whose checksums tell a damaged one. Stateless. */
public final class TrainingStateCodec {
    private static final String PROGRESS = "progress.json";
    private static final String NETWORK = "network.safetensors";
    private static final String STEPS = "steps.safetensors";
    private static final String BEST = "best.safetensors";

    private TrainingStateCodec() {}

    public static byte[] encode(TrainingState state) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(PROGRESS, Json.document(state.progress()));
        entries.put(NETWORK, state.network());
        entries.put(STEPS, state.steps());
        byte[] best = state.best();
        if (best != null) {
            entries.put(BEST, best);
        }
        int size = entries.values().stream().mapToInt(content -> content.length).sum();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size + 4096);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException("An archive in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the archive is damaged or incomplete; the message says what is wrong */
    public static TrainingState decode(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return new TrainingState(
                Json.readDocument(required(entries, PROGRESS), TrainingProgress.class),
                required(entries, NETWORK),
                required(entries, STEPS),
                entries.get(BEST));
    }

    private static byte[] required(Map<String, byte[]> entries, String name) throws IOException {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new IOException("The training state has no " + name + ", only " + entries.keySet());
        }
        return content;
    }
}
