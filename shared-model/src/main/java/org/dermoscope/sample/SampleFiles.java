package org.dermoscope.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of one sample in one folder. */
final class SampleFiles {
    private static final String METADATA = "HAM10000_metadata.csv";
    private static final String IMAGES = "images";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final SampleSpec spec;

    SampleFiles(Path folder, SampleSpec spec) {
        this.folder = folder;
        this.spec = spec;
    }

    /** Whether the marker is that of this sample and the files are those that it was written for. */
    boolean areComplete() throws IOException {
        Path marker = folder.resolve(SampleMarker.FILE);
        return Files.isRegularFile(marker) && Arrays.equals(marker(), Files.readAllBytes(marker));
    }

    /** Draws and writes everything, the marker last, into a folder that exists and is empty. */
    void create() throws IOException {
        List<SampleImage> images = SampleImage.of(spec);
        Path imageFolder = Files.createDirectory(folder.resolve(IMAGES));
        try {
            images.parallelStream().forEach(image -> write(image, imageFolder));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        String rows = images.stream().map(SampleImage::row).collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve(METADATA), SampleImage.HEADER + "\n" + rows + "\n");
        Files.write(folder.resolve(SampleMarker.FILE), marker());
    }

    private void write(SampleImage image, Path imageFolder) {
        try {
            Files.write(imageFolder.resolve(image.fileName()), Jpeg.encode(image.draw(spec)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] marker() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(SampleMarker.of(spec, sha256()));
    }

    /** Over path, length and content of every file but the marker, in the order of the paths. */
    private String sha256() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith(SampleMarker.FILE))
                    .sorted()
                    .toList();
        }
        MessageDigest digest = sha256Digest();
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            String name = folder.relativize(file).toString().replace('\\', '/');
            digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one has not", e);
        }
    }
}
