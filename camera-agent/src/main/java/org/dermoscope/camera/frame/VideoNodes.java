package org.dermoscope.camera.frame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Linux' cameras as the kernel lists them, without any library. */
final class VideoNodes {
    private static final Pattern NODE = Pattern.compile("video([0-9]{1,3})");

    private VideoNodes() {}

    /** @param folder {@code /sys/class/video4linux} */
    static List<CameraDevice> list(Path folder) {
        List<CameraDevice> cameras = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> nodes = Files.list(folder)) {
                nodes.forEach(node -> camera(node).ifPresent(cameras::add));
            } catch (IOException unreadable) {
                return List.of();
            }
        }
        cameras.sort(Comparator.comparingInt(CameraDevice::index));
        return List.copyOf(cameras);
    }

    /** A camera has several nodes; the pictures come from its first. */
    private static Optional<CameraDevice> camera(Path node) {
        Matcher name = NODE.matcher(node.getFileName().toString());
        if (!name.matches() || !read(node.resolve("index"), "0").equals("0")) {
            return Optional.empty();
        }
        String address = "/dev/" + name.group();
        return Optional.of(
                new CameraDevice(Integer.parseInt(name.group(1)), address, read(node.resolve("name"), address)));
    }

    private static String read(Path file, String otherwise) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException missing) {
            return otherwise;
        }
    }
}
