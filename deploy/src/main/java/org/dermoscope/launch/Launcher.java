package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.store.StoreException;
import org.jspecify.annotations.Nullable;

/** The program behind {@code ./run}: starts the services, trains if need be, classifies one image, serves. */
public final class Launcher {
    private static final Duration POLL = Duration.ofMillis(500);

    private final PrintStream out;
    private final LaunchOptions options;
    private final Stack stack;

    private Launcher(PrintStream out, LaunchOptions options, Stack stack) {
        this.out = out;
        this.options = options;
        this.stack = stack;
    }

    /** Exit code 0 when it ended as asked, 1 when something failed, 2 when the command line is wrong. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path root = Path.of(System.getProperty("dermoscope.root", "."))
                .toAbsolutePath()
                .normalize();
        Command command;
        try {
            command = Command.parse(List.of(arguments), root, out);
        } catch (LaunchException wrong) {
            System.err.println("run: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        int code;
        try {
            code = command.run();
        } catch (LaunchException failed) {
            System.err.println("run: " + failed.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    /** Starts the services and serves; the answer is the exit code. */
    static int launch(PrintStream out, LaunchOptions options, Path root) throws InterruptedException {
        Stack stack = new Stack(root, options);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::interrupt, "stop"));
        String failure;
        try (stack) {
            new Launcher(out, options, stack).run();
            return 0;
        } catch (LaunchException failed) {
            failure = failed.getMessage();
        } catch (IOException failed) {
            failure = "a service does not answer: " + failed;
        } catch (StoreException | CheckpointRejectedException failed) {
            failure = "the store cannot be used: " + failed.getMessage();
        }
        if (!stack.interrupted()) {
            System.err.println("run: " + failure);
        }
        return 1;
    }

    private void run() throws LaunchException, IOException, InterruptedException {
        @Nullable
        Path data = options.data() != null ? options.data() : LaunchOptions.dataOfFirstTraining(System.getenv());
        out.println("Starting trainer-service and inference-service on the store " + options.store());
        boolean firstStart = !Files.exists(stack.operatorToken());
        stack.start(data);
        out.println("  trainer    " + stack.trainer().url("") + "  log " + stack.log("trainer-service"));
        out.println("  inference  " + stack.inference().url("") + "  log " + stack.log("inference-service"));
        if (firstStart && Files.exists(stack.operatorToken())) {
            out.println("  operator token, shown this once and kept in " + stack.operatorToken() + "  "
                    + Files.readString(stack.operatorToken()).strip());
        }
        if (options.trainingRequested()) {
            await(post(data));
        } else if (HeldOutImage.championOf(options.store()).isEmpty()) {
            await(firstTraining(data));
        }
        String champion = HeldOutImage.championOf(options.store())
                .orElseThrow(() -> new LaunchException("The store " + options.store()
                        + " holds no champion, so that no model can answer; promote a checkpoint by hand."));
        stack.awaitModel(champion);
        List<HeldOutImage> heldOut = HeldOutImage.ofChampion(options.store());
        Tour tour = new Tour(out, stack);
        tour.classify(heldOut);
        if (!options.once()) {
            tour.invite(heldOut.get(0), champion);
            serve();
        }
    }

    private void serve() throws LaunchException, IOException, InterruptedException {
        while (true) {
            stack.requireAlive();
            Thread.sleep(POLL.toMillis());
        }
    }

    /** The training that was begun or queued before, if there is one; else a new one. */
    private JsonNode firstTraining(@Nullable Path data) throws LaunchException, IOException, InterruptedException {
        Optional<JsonNode> begun =
                JobStates.nextToEnd(stack.trainer().get("/jobs").expect(200, "GET /jobs"));
        if (begun.isEmpty()) {
            return post(data);
        }
        JsonNode job = begun.get();
        out.println("Following the training that was posted before and is " + JobStates.state(job) + ", "
                + job.path("architecture").asText() + ", instead of posting another one  "
                + stack.trainer().url(path(job)));
        return job;
    }

    private JsonNode post(@Nullable Path data) throws LaunchException, IOException, InterruptedException {
        JsonNode job = stack.trainer()
                .postJson("/jobs", JobRequest.of(options.architectureOrDefault(), data, options.epochs()))
                .expect(202, "POST /jobs");
        out.println(
                "Training " + options.architectureOrDefault() + " on " + (data == null ? "the synthetic sample" : data)
                        + "  " + stack.trainer().url(path(job)));
        return job;
    }

    private void await(JsonNode posted) throws LaunchException, IOException, InterruptedException {
        String path = path(posted);
        JsonNode job = posted;
        JobProgress progress = new JobProgress(out, System.console() != null, EpochFormat.LINE);
        while (!JobStates.ended(job)) {
            stack.requireAlive();
            Thread.sleep(POLL.toMillis());
            job = stack.trainer().get(path).expect(200, "GET " + path);
            progress.show(job);
        }
        progress.end();
        JobOutcome.report(out, job, " Log: " + stack.log("trainer-service"));
    }

    private static String path(JsonNode job) {
        return "/jobs/" + job.path("id").asText();
    }
}
