package org.dermoscope.camera.app;

/** How the program ends. 2 is the command line's: wrong options. */
enum ExitCode {
    DONE(0),
    FAILED(1),
    NO_SOURCE(3),
    NO_DISPLAY(4),
    NO_SERVICE(5),
    SOURCE_INCOMPLETE(6);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
