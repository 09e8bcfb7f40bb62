package org.dermoscope.store;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects in a bucket of MinIO or of another S3 server that knows conditional writes. Only plain S3 requests are sent.
 *
 * <ul>
 *   <li>An object is written by a single request, so it is atomic; it may have 5 GiB at most.
 *   <li>Conditional writes use {@code If-None-Match: *} and {@code If-Match}. They are sent once: after a lost answer a
 *       second attempt would report its own first success as somebody else's. A {@link StoreException} from them
 *       therefore leaves open whether the object was written; reading it again tells.
 *   <li>The entity tag is the server's.
 * </ul>
 *
 * <p>Creating the store sends nothing, so that a service can start while the server is away; the bucket is created by the
 * first operation that reaches the server. Whoever creates the store closes it, otherwise its threads keep the JVM alive
 * for a minute; a closed store throws.
 */
public final class MinioArtifactStore implements ArtifactStore {
    private static final String CONTENT_TYPE = "application/octet-stream";

    private final MinioSettings settings;
    private final MinioConnection connection;

    public MinioArtifactStore(MinioSettings settings) {
        this.settings = settings;
        this.connection = new MinioConnection(settings);
    }

    @Override
    public String put(ArtifactKey key, byte[] content) {
        return call("put", key, () -> write(connection.repeatable(), key, content, Map.of()));
    }

    @Override
    public Optional<String> putIfAbsent(ArtifactKey key, byte[] content) {
        return call("put if absent", key, () -> writeIf(key, content, Map.of("If-None-Match", "*")));
    }

    @Override
    public Optional<String> putIfMatch(ArtifactKey key, byte[] content, String entityTag) {
        return call("put if match", key, () -> writeIf(key, content, Map.of("If-Match", '"' + entityTag + '"')));
    }

    @Override
    public Optional<StoredArtifact> get(ArtifactKey key) {
        return call("get", key, () -> {
            GetObjectArgs request = GetObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(name(key))
                    .build();
            try (GetObjectResponse response = connection.repeatable().getObject(request)) {
                String tag = MinioErrors.entityTag(response.headers().get("ETag"));
                return Optional.of(new StoredArtifact(key, response.readAllBytes(), tag));
            } catch (MinioException e) {
                return MinioErrors.emptyIfMissing(e);
            }
        });
    }

    @Override
    public Optional<ArtifactInfo> head(ArtifactKey key) {
        return call("head", key, () -> {
            StatObjectArgs request = StatObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(name(key))
                    .build();
            try {
                StatObjectResponse response = connection.repeatable().statObject(request);
                String tag = MinioErrors.entityTag(response.etag());
                return Optional.of(new ArtifactInfo(key, tag, response.size()));
            } catch (MinioException e) {
                MinioErrors.emptyIfMissing(e);
                // An answer to HEAD has no body, so that a missing bucket looks like a missing object; to GET it has
                // one.
                return get(key).map(found -> new ArtifactInfo(key, found.entityTag(), found.content().length));
            }
        });
    }

    /** Objects of others under the prefix whose names are no keys are left out. */
    @Override
    public List<ArtifactInfo> list(ArtifactKey prefix) {
        return call("list", prefix, () -> {
            ListObjectsArgs request = ListObjectsArgs.builder()
                    .bucket(settings.bucket())
                    .prefix(name(prefix) + "/")
                    .recursive(true)
                    .build();
            List<ArtifactInfo> found = new ArrayList<>();
            for (Result<Item> result : connection.repeatable().listObjects(request)) {
                Item item = result.get();
                String key = item.objectName()
                        .substring(name(prefix).length() - prefix.value().length());
                if (ArtifactKey.isValid(key)) {
                    found.add(new ArtifactInfo(new ArtifactKey(key), MinioErrors.entityTag(item.etag()), item.size()));
                }
            }
            found.sort(Comparator.comparing(ArtifactInfo::key));
            return found;
        });
    }

    @Override
    public void delete(ArtifactKey key) {
        call("delete", key, () -> {
            connection
                    .repeatable()
                    .removeObject(RemoveObjectArgs.builder()
                            .bucket(settings.bucket())
                            .object(name(key))
                            .build());
            return key;
        });
    }

    @Override
    public String location() {
        String bucket = settings.endpoint() + "/" + settings.bucket();
        return settings.prefix() == null ? bucket : bucket + "/" + settings.prefix();
    }

    @Override
    public void close() {
        connection.close();
    }

    private Optional<String> writeIf(ArtifactKey key, byte[] content, Map<String, String> condition)
            throws MinioException {
        try {
            return Optional.of(write(connection.once(), key, content, condition));
        } catch (MinioException e) {
            return MinioErrors.emptyIfConditionFailed(e);
        }
    }

    private String write(MinioClient client, ArtifactKey key, byte[] content, Map<String, String> headers)
            throws MinioException {
        String tag = client.putObject(PutObjectArgs.builder()
                        .bucket(settings.bucket())
                        .object(name(key))
                        .extraHeaders(headers)
                        .contentType(CONTENT_TYPE)
                        .data(content, content.length)
                        .build())
                .etag();
        return MinioErrors.entityTag(tag);
    }

    private String name(ArtifactKey key) {
        return settings.prefix() == null ? key.value() : settings.prefix() + "/" + key;
    }

    private interface Request<T> {
        T send() throws MinioException, IOException;
    }

    private <T> T call(String operation, ArtifactKey key, Request<T> request) {
        try {
            connection.requireBucket();
            return request.send();
        } catch (MinioException | IOException | IllegalStateException e) {
            throw new StoreException(
                    "Cannot %s '%s' in %s: %s".formatted(operation, key, location(), MinioErrors.reason(e)),
                    MinioErrors.problem(e),
                    e);
        }
    }
}
