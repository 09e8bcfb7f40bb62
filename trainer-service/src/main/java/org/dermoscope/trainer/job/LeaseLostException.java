package org.dermoscope.trainer.job;

/** Another trainer runs the job now; this one must leave everything as it is. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String jobId, long fence) {
        super("Another trainer has taken over job " + jobId + ", whose lease " + fence + " was this trainer's");
    }
}
