package org.dermoscope.camera.app;

/** The program cannot go on. The message is one sentence that says what is wrong and what to do. */
final class AgentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    AgentException(ExitCode exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
