package org.dermoscope.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds data set folders whose "images" are a few bytes: located, never decoded. */
final class DataFolder {
    private final Path folder;
    private final StringBuilder csv = new StringBuilder("lesion_id,image_id,dx\n");

    DataFolder(Path folder) {
        this.folder = folder;
    }

    DataFolder row(String lesionId, String imageId, String dx) {
        csv.append(lesionId).append(',').append(imageId).append(',').append(dx).append('\n');
        return this;
    }

    DataFolder file(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    Path write(String metadataName) throws IOException {
        Files.writeString(folder.resolve(metadataName), csv);
        return folder;
    }
}
