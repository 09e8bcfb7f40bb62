package org.dermoscope.trainer.data;

import java.util.Locale;

/** A data set that cannot be trained on; the message says where, the value and what is allowed, fit for an answer. */
public final class InvalidDataSetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the data set. */
    public enum Problem {
        /** The path is no path, or names nothing. */
        DATA_PATH_NOT_FOUND,
        /** The path, links resolved, lies under none of the configured data roots. */
        DATA_PATH_OUTSIDE_ROOTS,
        METADATA_NOT_FOUND,
        /** The metadata file is no UTF-8, no CSV, or has rows of other lengths than its header. */
        METADATA_MALFORMED,
        /** A required column is absent or there twice. */
        METADATA_COLUMN,
        /** A required field is empty. */
        METADATA_EMPTY_FIELD,
        UNKNOWN_CLASS,
        /** An image id in two rows, or two different image files of one id. */
        DUPLICATE_IMAGE,
        /** One lesion with two diagnoses. */
        CONTRADICTING_LESION,
        /** More rows without an image than allowed. */
        MISSING_IMAGES,
        /** An image file that cannot be read or decoded. */
        UNREADABLE_IMAGE,
        /** Every pixel of a channel is equal in all images, so that nothing can be normalised. */
        CONSTANT_IMAGES,
        /** Too few images or lesions for what was asked. */
        TOO_FEW_IMAGES,
        /** A saved split that does not fit the data set. */
        SPLIT_MISMATCH
    }

    private final Problem problem;

    public InvalidDataSetException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public InvalidDataSetException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** The machine-readable code of an answer: the problem's name in lower case, for example {@code unknown_class}. */
    public String code() {
        return problem.name().toLowerCase(Locale.ROOT);
    }
}
