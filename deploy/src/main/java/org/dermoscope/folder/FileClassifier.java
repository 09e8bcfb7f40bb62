package org.dermoscope.folder;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.InvalidImageException;
import org.dermoscope.imaging.InvalidImageException.Reason;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.quality.Abstention;
import org.dermoscope.quality.AbstentionRules;
import org.jspecify.annotations.Nullable;

/** Files in, rows out: what serving does with uploads. Thread-safe. */
public final class FileClassifier {
    private final FolderModel model;
    private final Path folder;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    /** @param folder that rows name files relative to */
    public FileClassifier(FolderModel model, Path folder) {
        this.model = model;
        this.folder = folder;
    }

    /** @param smallestSide of the image as it came, in pixels */
    private record Input(Path file, RgbImage resized, int smallestSide) {}

    /** Classifies in one pass what can be decoded. One row a file, in order. */
    public List<ClassifiedFile> classify(List<Path> files) {
        List<@Nullable ClassifiedFile> rows = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        for (Path file : files) {
            @Nullable ClassifiedFile refusal = null;
            try {
                inputs.add(decode(file));
            } catch (InvalidImageException e) {
                refusal = bad(file, e.reason().code(), String.valueOf(e.getMessage()));
            } catch (IOException e) {
                refusal = bad(file, "unreadable_file", "The file cannot be read: " + reason(e));
            }
            rows.add(refusal);
        }
        List<NetworkAnswer> answers =
                model.classifier().answer(inputs.stream().map(Input::resized).toList(), false, false);
        List<ClassifiedFile> complete = new ArrayList<>();
        int answered = 0;
        for (@Nullable ClassifiedFile row : rows) {
            complete.add(row != null ? row : row(inputs.get(answered), answers.get(answered++)));
        }
        return complete;
    }

    private Input decode(Path file) throws IOException, InvalidImageException {
        long size = Files.size(file);
        long allowed = decoder.limits().maxBytes();
        if (size > allowed) {
            throw new InvalidImageException(
                    Reason.TOO_MANY_BYTES, "The image has " + size + " bytes; at most " + allowed + " are allowed");
        }
        RgbImage image = decoder.decode(Files.readAllBytes(file));
        return new Input(file, model.preprocessor().resize(image), Math.min(image.width(), image.height()));
    }

    private ClassifiedFile row(Input input, NetworkAnswer answer) {
        @Nullable
        Abstention abstention =
                AbstentionRules.judge(model.rules(), input.smallestSide(), input.resized(), answer.view());
        return ClassifiedFile.classified(name(input.file()), model, answer.prediction(), abstention);
    }

    private ClassifiedFile bad(Path file, String code, String error) {
        return ClassifiedFile.bad(name(file), model, code, error);
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }

    private static String reason(IOException failure) {
        String reason = failure instanceof FileSystemException e ? e.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
