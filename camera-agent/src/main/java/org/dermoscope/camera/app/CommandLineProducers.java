package org.dermoscope.camera.app;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import picocli.CommandLine;

/** The command line, which answers what is wrong with it in one sentence. */
@ApplicationScoped
public class CommandLineProducers {
    private static final int WRONG = 2;

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return factory.create()
                .setParameterExceptionHandler((wrong, arguments) -> {
                    System.err.println("camera: " + wrong.getMessage() + "; --help lists the options");
                    return WRONG;
                })
                .setExecutionExceptionHandler((defect, commandLine, result) -> {
                    System.err.println("camera: a defect of this program ended it");
                    defect.printStackTrace(System.err);
                    return ExitCode.FAILED.code();
                });
    }
}
