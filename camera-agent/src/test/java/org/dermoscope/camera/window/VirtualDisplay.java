package org.dermoscope.camera.window;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dermoscope.camera.frame.Pixels;

/** An X server without a screen, whose keys and mouse xdotool moves and whose picture is read from its own memory. */
final class VirtualDisplay implements AutoCloseable {
    private final Process server;
    private final Path memory;
    private final String name;

    private VirtualDisplay(Process server, Path memory, String name) {
        this.server = server;
        this.memory = memory;
        this.name = name;
    }

    /** @param folder receives the server's picture */
    static VirtualDisplay start(Path folder) throws IOException {
        // Without -noreset it starts anew, and refuses for a moment, whenever its last window closes.
        Process server = new ProcessBuilder(
                        "Xvfb",
                        "-noreset",
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        "1024x768x24",
                        "-fbdir",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader reader = server.inputReader(StandardCharsets.UTF_8);
        String number = reader.readLine();
        if (number == null) {
            throw new IOException("Xvfb did not start");
        }
        return new VirtualDisplay(server, folder.resolve("Xvfb_screen0"), ":" + number.strip());
    }

    /** For the environment variable DISPLAY. */
    String name() {
        return name;
    }

    /** What xdotool prints; empty if it fails, as it does where it finds nothing. */
    String xdotool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", name);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? output : "";
    }

    /** The whole screen as it is now. The file is in the format of xwd. */
    BufferedImage screen() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(memory)).order(ByteOrder.BIG_ENDIAN);
        int headerSize = bytes.getInt(0);
        int width = bytes.getInt(16);
        int height = bytes.getInt(20);
        boolean leastFirst = bytes.getInt(28) == 0;
        int bytesPerLine = bytes.getInt(48);
        int colours = bytes.getInt(76);
        int start = headerSize + 12 * colours;
        bytes.order(leastFirst ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        BufferedImage screen = Pixels.blank(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                screen.setRGB(x, y, bytes.getInt(start + y * bytesPerLine + 4 * x));
            }
        }
        return screen;
    }

    @Override
    public void close() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }
}
