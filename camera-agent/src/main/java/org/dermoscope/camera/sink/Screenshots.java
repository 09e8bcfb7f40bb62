package org.dermoscope.camera.sink;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.wire.ClassScore;
import org.jspecify.annotations.Nullable;

/**
 * Saves what is shown: {@code NAME.png} with the overlay, {@code NAME_raw.png} without, and {@code NAME.json}. The JSON is
 * written last, so that where it is, the pictures are whole. For one thread.
 */
public final class Screenshots {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT);

    private final Path folder;

    /** @param folder is made with the first screenshot */
    public Screenshots(Path folder) {
        this.folder = folder;
    }

    /**
     * What is saved.
     *
     * @param shown null before the first answer
     * @param smoothing whether the shown probabilities are those over the last answers
     */
    public record Shot(
            Frame frame, BufferedImage annotated, @Nullable ShownAnswer shown, boolean smoothing) {}

    /** The JSON beside the pictures. The answer is of the frame that it names, which is a little older than the picture. */
    private record Description(String annotated, String raw, long frame, PredictionLine prediction) {}

    /**
     * @param now in the user's time zone
     * @return the name that the files begin with
     * @throws IOException if they cannot be written; the message is a sentence
     */
    public String save(Shot shot, LocalDateTime now) throws IOException {
        try {
            Files.createDirectories(folder);
            String name = free(TIME.format(now) + "_" + suffix(shot));
            AtomicFiles.write(folder.resolve(name + ".png"), png(shot.annotated()));
            AtomicFiles.write(
                    folder.resolve(name + "_raw.png"), png(shot.frame().image()));
            AtomicFiles.write(
                    folder.resolve(name + ".json"),
                    Json.strict().writerWithDefaultPrettyPrinter().writeValueAsBytes(describe(shot, name)));
            return name;
        } catch (IOException e) {
            throw new IOException(
                    "The screenshot cannot be written into " + folder + ": "
                            + e.getClass().getSimpleName() + "; choose another folder with --screenshots",
                    e);
        }
    }

    private static String suffix(Shot shot) {
        if (shot.shown() == null) {
            return "none_0.00";
        }
        ClassScore top = shot.shown().ranking(shot.smoothing()).get(0);
        return String.format(Locale.ROOT, "%s_%.2f", top.classCode(), top.confidence());
    }

    private static Description describe(Shot shot, String name) {
        PredictionLine line = shot.shown() == null
                ? PredictionLine.failed(shot.frame(), new PredictionLine.Fault("waiting", "There was no answer yet"))
                : PredictionLine.of(shot.shown(), shot.frame().capturedNanos(), null);
        return new Description(name + ".png", name + "_raw.png", shot.frame().number(), line);
    }

    /** The name, with a number behind it where a screenshot of the same second has it. */
    private String free(String name) {
        String candidate = name;
        for (int i = 2; Files.exists(folder.resolve(candidate + ".png")); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
