package org.dermoscope.store;

/** The store could not be reached or refused an operation; the message names operation, key and location. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as an operator can do something about it. */
    public enum Problem {
        UNREACHABLE("cannot be reached"),
        /** Connected, and then nothing comes. */
        SILENT("does not answer in time"),
        DENIED("refuses the credentials"),
        BUCKET_MISSING("has no such bucket"),
        FULL("is full"),
        /** Anything else; the exception's message and the log have it. */
        OTHER("fails");

        private final String predicate;

        Problem(String predicate) {
            this.predicate = predicate;
        }

        /** For people, without an address or a key of the store. */
        public String sentence() {
            return "The checkpoint store " + predicate;
        }
    }

    private final Problem problem;

    public StoreException(String message) {
        super(message);
        this.problem = Problem.OTHER;
    }

    public StoreException(String message, Throwable cause) {
        this(message, Problem.OTHER, cause);
    }

    public StoreException(String message, Problem problem, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
