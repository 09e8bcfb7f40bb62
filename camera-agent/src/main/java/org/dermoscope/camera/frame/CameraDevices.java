package org.dermoscope.camera.frame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfo;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfoList;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** The cameras of this machine, by Video4Linux, DirectShow or AVFoundation. */
public final class CameraDevices {
    private static final String LINUX = "video4linux2";
    private static final Path NODES = Path.of("/sys/class/video4linux");

    private CameraDevices() {}

    /**
     * In the order of the system; empty where there is none.
     *
     * @throws SourceException if the system cannot be asked
     */
    public static List<CameraDevice> list() throws SourceException {
        if (inputFormat().equals(LINUX)) {
            return VideoNodes.list(NODES);
        }
        NativeVideo.loadDevices();
        AVInputFormat input = avformat.av_find_input_format(inputFormat());
        try (AVDeviceInfoList found = new AVDeviceInfoList((Pointer) null)) {
            int count = avdevice.avdevice_list_input_sources(input, (String) null, (AVDictionary) null, found);
            if (count <= 0 || found.isNull()) {
                return List.of();
            }
            List<CameraDevice> cameras = new ArrayList<>();
            for (int i = 0; i < found.nb_devices(); i++) {
                cameras.add(device(i, found.devices(i)));
            }
            avdevice.avdevice_free_list_devices(found);
            return cameras;
        }
    }

    private static CameraDevice device(int index, AVDeviceInfo device) {
        String address = device.device_name().getString();
        @Nullable BytePointer description = device.device_description();
        return new CameraDevice(index, address, description == null ? address : description.getString());
    }

    /**
     * The camera of this index, name or address.
     *
     * @throws SourceException if there is none
     */
    static CameraDevice find(String text) throws SourceException {
        List<CameraDevice> cameras = list();
        for (CameraDevice camera : cameras) {
            if (camera.isCalled(text)) {
                return camera;
            }
        }
        if (text.startsWith("/dev/") && Files.exists(Path.of(text))) {
            return new CameraDevice(0, text, text);
        }
        throw new SourceException(
                cameras.isEmpty()
                        ? "No camera is connected to this machine; connect one, or name a video, a folder of images or a"
                                + " stream with --source"
                        : "There is no camera '" + text + "'; cameras: " + describe(cameras));
    }

    static String describe(List<CameraDevice> cameras) {
        return cameras.isEmpty()
                ? "none"
                : cameras.stream()
                        .map(camera -> camera.index() + " (" + camera.name() + ")")
                        .collect(Collectors.joining(", "));
    }

    /** The name of the system's capture format in the library. */
    static String inputFormat() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return "avfoundation";
        }
        return system.contains("windows") ? "dshow" : LINUX;
    }
}
