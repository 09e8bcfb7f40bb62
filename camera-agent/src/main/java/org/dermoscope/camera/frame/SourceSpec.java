package org.dermoscope.camera.frame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which source is wanted.
 *
 * @param location index or name of a device, path, or URL
 * @param loop whether a file or a folder begins again at its end
 */
public record SourceSpec(SourceKind kind, String location, CaptureFormat format, boolean loop) {
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,3}");
    private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.+");

    /**
     * Tells the kind by the text: digits or the name of a device are a camera, something with {@code ://} is a stream, a
     * folder or a file is what it is.
     *
     * @throws SourceException if it is none of them
     */
    public static SourceSpec parse(String text, CaptureFormat format, boolean loop) throws SourceException {
        return new SourceSpec(kindOf(text), text, format, loop);
    }

    private static SourceKind kindOf(String text) throws SourceException {
        if (INDEX.matcher(text).matches() || text.startsWith("/dev/")) {
            return SourceKind.DEVICE;
        }
        if (URL.matcher(text).matches()) {
            return SourceKind.STREAM;
        }
        if (Files.isDirectory(Path.of(text))) {
            return SourceKind.FOLDER;
        }
        if (Files.exists(Path.of(text))) {
            return SourceKind.FILE;
        }
        List<CameraDevice> cameras = CameraDevices.list();
        if (cameras.stream().anyMatch(camera -> camera.isCalled(text))) {
            return SourceKind.DEVICE;
        }
        throw new SourceException("The source '" + text + "' is neither a file, a folder, a URL nor a camera of this"
                + " machine; cameras: " + CameraDevices.describe(cameras));
    }

    /** Opens it. The caller's thread owns what is returned. */
    public FrameSource open() throws SourceException {
        return switch (kind) {
            case DEVICE -> GrabbedVideo.ofDevice(CameraDevices.find(location), format);
            case STREAM -> GrabbedVideo.ofStream(location, format);
            case FILE -> GrabbedVideo.ofFile(Path.of(location), format);
            case FOLDER -> new ImageFolder(Path.of(location), format);
        };
    }
}
