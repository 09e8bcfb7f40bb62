package org.dermoscope.camera.app;

import java.awt.GraphicsEnvironment;
import java.io.PrintStream;
import java.util.Optional;
import org.dermoscope.camera.client.ImageClassifier;
import org.dermoscope.camera.client.PredictionLoop;
import org.dermoscope.camera.client.ServiceClassifier;
import org.dermoscope.camera.client.ServiceFault;
import org.dermoscope.camera.frame.CaptureLoop;
import org.dermoscope.camera.frame.LatestFrame;
import org.dermoscope.camera.frame.SourceException;
import org.dermoscope.camera.frame.SourceSpec;
import org.dermoscope.camera.local.LocalClassifier;
import org.dermoscope.camera.local.NoLocalModelException;
import org.dermoscope.camera.measure.Measurements;
import org.dermoscope.camera.measure.Rate;
import org.dermoscope.camera.measure.Stage;
import org.dermoscope.camera.view.ViewSettings;
import org.dermoscope.wire.client.AccessToken;

/** Starts the parts one after the other, or says which one cannot be started. */
final class Agent {
    private Agent() {}

    /** What the command line asks for. */
    record Plan(
            SourceSpec source,
            PredictionLoop.Settings prediction,
            ViewSettings settings,
            AnswerOptions answers,
            ViewOptions view,
            Optional<AccessToken> token) {}

    /**
     * Returns when the user quits or the source has ended.
     *
     * @throws AgentException if it cannot begin
     */
    static ExitCode run(Plan plan, PrintStream out) throws AgentException, InterruptedException {
        requireDisplay(plan);
        Measurements measurements = new Measurements();
        Rate captureRate = new Rate();
        LatestFrame frames = new LatestFrame();
        CaptureLoop.Source source = CaptureLoop.Source.of(plan.source(), plan.view().everyFrame);
        try (CaptureLoop capture = new CaptureLoop(source, frames, nanos -> {
            measurements.add(Stage.CAPTURE, nanos);
            captureRate.event(System.nanoTime());
        })) {
            capture.start();
            awaitBegin(capture);
            try (ImageClassifier classifier = classifier(plan);
                    LiveCamera camera = LiveCamera.open(
                            plan, new LiveCamera.Parts(capture, frames, captureRate, measurements, classifier), out)) {
                return camera.run();
            }
        }
    }

    private static void requireDisplay(Plan plan) throws AgentException {
        if (!plan.view().headless && GraphicsEnvironment.isHeadless()) {
            throw new AgentException(
                    ExitCode.NO_DISPLAY,
                    "There is no display for the window; begin from a desktop (or set DISPLAY), or use --headless");
        }
    }

    private static void awaitBegin(CaptureLoop capture) throws AgentException, InterruptedException {
        try {
            capture.awaitBegin();
        } catch (SourceException e) {
            throw new AgentException(ExitCode.NO_SOURCE, String.valueOf(e.getMessage()));
        }
    }

    private static ImageClassifier classifier(Plan plan) throws AgentException, InterruptedException {
        AnswerOptions options = plan.answers();
        if (options.mode == AnswerOptions.Mode.local) {
            try {
                return LocalClassifier.ofChampion(options.store);
            } catch (NoLocalModelException e) {
                throw new AgentException(ExitCode.NO_SERVICE, String.valueOf(e.getMessage()));
            }
        }
        try {
            ServiceClassifier service = new ServiceClassifier(options.url, options.answerTimeout(), plan.token());
            if (!options.waitForService) {
                service.health();
            }
            return service;
        } catch (ServiceFault fault) {
            throw new AgentException(
                    ExitCode.NO_SERVICE,
                    fault.sentence()
                            + "; start it with ./run, name another one with --url, or begin without it with"
                            + " --wait-for-service");
        }
    }
}
