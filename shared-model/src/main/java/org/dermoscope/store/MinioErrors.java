package org.dermoscope.store;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.Set;
import org.dermoscope.store.StoreException.Problem;
import org.jspecify.annotations.Nullable;

/** What the answers of an S3 server mean here. */
final class MinioErrors {
    private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchObject");
    private static final Set<String> CONDITION_FAILED = Set.of("PreconditionFailed", "NoSuchKey", "NoSuchObject");

    private static final Set<String> DENIED = Set.of("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch");
    private static final Set<String> FULL = Set.of("XMinioStorageFull", "XMinioAdminBucketQuotaExceeded");

    private MinioErrors() {}

    static <T> Optional<T> emptyIfMissing(MinioException e) throws MinioException {
        return emptyIf(MISSING, e);
    }

    /** A missing object fails {@code If-Match} too, with an answer of its own. */
    static <T> Optional<T> emptyIfConditionFailed(MinioException e) throws MinioException {
        return emptyIf(CONDITION_FAILED, e);
    }

    private static <T> Optional<T> emptyIf(Set<String> codes, MinioException e) throws MinioException {
        if (e instanceof ErrorResponseException answer
                && codes.contains(answer.errorResponse().code())) {
            return Optional.empty();
        }
        throw e;
    }

    /** Headers carry the tag in quotes, listings and the client's own answers partly without. */
    static String entityTag(@Nullable String raw) throws MinioException {
        if (raw == null || raw.isBlank()) {
            throw new MinioException("the server sent no entity tag");
        }
        return raw.replace("\"", "");
    }

    /** What an operator can do something about. */
    static Problem problem(Exception e) {
        if (e instanceof ErrorResponseException answer) {
            String code = answer.errorResponse().code();
            if (DENIED.contains(code)) {
                return Problem.DENIED;
            }
            if (FULL.contains(code)) {
                return Problem.FULL;
            }
            return code.equals("NoSuchBucket") ? Problem.BUCKET_MISSING : Problem.OTHER;
        }
        boolean io = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedIOException) {
                return Problem.SILENT;
            }
            io |= cause instanceof IOException;
        }
        return io ? Problem.UNREACHABLE : Problem.OTHER;
    }

    /** The server's code and message, or the innermost cause: the client wraps connection errors several times. */
    static String reason(Exception e) {
        if (e instanceof ErrorResponseException answer) {
            return answer.errorResponse().code() + ": " + answer.errorResponse().message();
        }
        Throwable innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    }
}
