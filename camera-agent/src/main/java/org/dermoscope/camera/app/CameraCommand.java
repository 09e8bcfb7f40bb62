package org.dermoscope.camera.app;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dermoscope.camera.client.PredictionLoop;
import org.dermoscope.camera.frame.CameraDevice;
import org.dermoscope.camera.frame.CameraDevices;
import org.dermoscope.camera.frame.SourceException;
import org.dermoscope.camera.frame.SourceSpec;
import org.dermoscope.camera.view.ViewSettings;
import org.dermoscope.wire.Disclaimer;
import org.dermoscope.wire.client.AccessToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@TopCommand
@Command(
        name = "camera",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Shows a camera's live picture and what inference-service makes of it.",
            "@|bold " + Disclaimer.TEXT + "|@"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended as asked",
            "1:failed, a defect",
            "2:wrong options",
            "3:no camera, or the source cannot be opened",
            "4:no display",
            "5:no inference service, or no checkpoint to load",
            "6:the source ended before its promised end"
        },
        footerHeading = "%nKeys in the window:%n",
        footer = "q or Esc quit, s screenshot, r region, e evidence, f freeze, b smoothing, h help, + and - interval")
public final class CameraCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--help", usageHelp = true, description = "show this and end")
    boolean help;

    @Option(names = "--list-cameras", description = "list the cameras of this machine and end")
    boolean listCameras;

    @Mixin
    SourceOptions source = new SourceOptions();

    @Mixin
    AnswerOptions answers = new AnswerOptions();

    @Mixin
    ViewOptions view = new ViewOptions();

    @Override
    public Integer call() throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            return listCameras ? list(out) : Agent.run(plan(), out).code();
        } catch (AgentException e) {
            System.err.println("camera: " + e.getMessage());
            return e.exitCode().code();
        }
    }

    private Agent.Plan plan() throws AgentException {
        try {
            PredictionLoop.Settings prediction = answers.settings();
            Optional<AccessToken> token = answers.token();
            ViewSettings settings = view.settings();
            SourceSpec found = source.spec();
            if (view.everyFrame && found.kind().live()) {
                throw new IllegalArgumentException("--every-frame goes with a file or a folder, not with a "
                        + found.kind().name().toLowerCase(Locale.ROOT));
            }
            return new Agent.Plan(found, prediction, settings, answers, view, token);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        } catch (SourceException e) {
            throw new AgentException(ExitCode.NO_SOURCE, String.valueOf(e.getMessage()));
        }
    }

    private static int list(PrintStream out) throws AgentException {
        List<CameraDevice> cameras = cameras();
        cameras.forEach(camera -> out.println(camera.index() + "  " + camera.name() + "  " + camera.address()));
        if (cameras.isEmpty()) {
            throw new AgentException(ExitCode.NO_SOURCE, "No camera is connected to this machine");
        }
        return ExitCode.DONE.code();
    }

    private static List<CameraDevice> cameras() throws AgentException {
        try {
            return CameraDevices.list();
        } catch (SourceException e) {
            throw new AgentException(ExitCode.NO_SOURCE, String.valueOf(e.getMessage()));
        }
    }
}
