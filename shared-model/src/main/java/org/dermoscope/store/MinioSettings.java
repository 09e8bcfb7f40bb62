package org.dermoscope.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a bucket of MinIO or of any other S3 server. The text form of this record leaves the keys out.
 *
 * @param endpoint such as {@code http://127.0.0.1:9000}; without user, path or query
 * @param bucket is created on first use where it is missing
 * @param region of the bucket, or null to ask the server
 * @param prefix under which all keys lie in the bucket, or null for none
 * @param connectTimeout until the connection stands
 * @param requestTimeout for a whole request, transfer included; one in which nothing is transferred for 15 s ends before
 */
public record MinioSettings(
        String endpoint,
        String bucket,
        String accessKey,
        String secretKey,
        @Nullable String region,
        @Nullable ArtifactKey prefix,
        Duration connectTimeout,
        Duration requestTimeout) {
    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(60);

    public MinioSettings {
        requirePresent("endpoint", endpoint);
        requirePresent("bucket", bucket);
        requirePresent("access key", accessKey);
        requirePresent("secret key", secretKey);
        requirePositive("connect timeout", connectTimeout);
        requirePositive("request timeout", requestTimeout);
    }

    /** No prefix, the server's region, 5 s to connect and 60 s a request. */
    public static MinioSettings of(String endpoint, String bucket, String accessKey, String secretKey) {
        return new MinioSettings(
                endpoint, bucket, accessKey, secretKey, null, null, DEFAULT_CONNECT_TIMEOUT, DEFAULT_REQUEST_TIMEOUT);
    }

    public MinioSettings withRegion(@Nullable String newRegion) {
        return new MinioSettings(
                endpoint, bucket, accessKey, secretKey, newRegion, prefix, connectTimeout, requestTimeout);
    }

    public MinioSettings withPrefix(@Nullable ArtifactKey newPrefix) {
        return new MinioSettings(
                endpoint, bucket, accessKey, secretKey, region, newPrefix, connectTimeout, requestTimeout);
    }

    public MinioSettings withTimeouts(Duration connect, Duration request) {
        return new MinioSettings(endpoint, bucket, accessKey, secretKey, region, prefix, connect, request);
    }

    @Override
    public String toString() {
        return "MinioSettings[endpoint=%s, bucket=%s, region=%s, prefix=%s, connectTimeout=%s, requestTimeout=%s]"
                .formatted(endpoint, bucket, region, prefix, connectTimeout, requestTimeout);
    }

    private static void requirePresent(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The MinIO %s is empty; it has no default".formatted(what));
        }
    }

    private static void requirePositive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The MinIO %s is %s; it must be above 0".formatted(what, value));
        }
    }
}
