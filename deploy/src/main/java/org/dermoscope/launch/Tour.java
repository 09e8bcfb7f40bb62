package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Shows what the running services can do: an answer for held-out images, and the lines to try. */
final class Tour {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintStream out;
    private final Stack stack;

    Tour(PrintStream out, Stack stack) {
        this.out = out;
        this.stack = stack;
    }

    /** Classifies the images over HTTP, prints the first answer whole and one line for each of the others. */
    void classify(List<HeldOutImage> images) throws LaunchException, IOException, InterruptedException {
        for (int i = 0; i < images.size(); i++) {
            HeldOutImage image = images.get(i);
            JsonNode answer = stack.inference()
                    .postImage("/predict", image.fileName(), image.encoded())
                    .expect(200, "POST /predict");
            if (i == 0) {
                String kind = image.drawn() ? "drawn picture" : "held-out image";
                out.println("A " + kind + ", " + image.fileName() + " (labelled " + image.label() + "):");
                out.println(JSON.writeValueAsString(answer));
                out.println("One " + kind + " of each class, labelled → answered by "
                        + answer.path("model").asText() + ":");
            }
            out.printf(
                    "  %-5s → %-5s %5.1f %%  %s%n",
                    image.label(),
                    answer.path("class_code").asText(),
                    100 * answer.path("confidence").asDouble(),
                    image.fileName());
        }
        if (images.get(0).drawn()) {
            out.println(
                    "The model was trained on photographs, and its licence keeps them out of its checkpoint. A program"
                            + " drew these pictures: that they are answered shows that it works, not how well.");
        }
    }

    /** Says what to try, with lines that work as pasted. */
    void invite(HeldOutImage image, String champion) throws IOException {
        Path folder = stack.folder().resolve("held-out");
        Files.createDirectories(folder);
        Path file = folder.resolve(image.fileName());
        Files.write(file, image.encoded());
        String inference = stack.inference().url("");
        String trainer = stack.trainer().url("");
        String token = "-H \"Authorization: Bearer $(cat '" + stack.operatorToken() + "')\"";
        out.println("""

                Serving until Ctrl-C. In a browser: %1$s/q/swagger-ui and %2$s/q/swagger-ui. To try:
                  curl -F image=@'%3$s' %1$s/predict
                  curl %1$s/model
                  curl %1$s/health
                  curl %1$s/q/metrics
                  curl %4$s -H 'Content-Type: application/json' -d '{"architecture":"custom-resnet"}' %2$s/jobs
                  curl %2$s/jobs
                  curl %2$s/checkpoints
                  curl -X POST %4$s %1$s/model/reload
                  curl -X POST %4$s %2$s/checkpoints/%5$s/promote
                Research and screening support only; this is not a medical device.""".formatted(inference, trainer, file, token, champion));
    }
}
