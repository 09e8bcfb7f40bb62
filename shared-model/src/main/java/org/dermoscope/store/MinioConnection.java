package org.dermoscope.store;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/** The clients for one bucket. Its owner closes it; it is thread-safe. */
final class MinioConnection implements AutoCloseable {
    private static final int CONCURRENT_REQUESTS = 64;

    /** A server that stands still is told from one that is busy with a large object by its sending or taking nothing. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private static final Set<String> CREATED_MEANWHILE = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");

    private final MinioSettings settings;
    private final OkHttpClient pooled;
    private final MinioClient repeatable;
    private final MinioClient once;
    private volatile boolean bucketSeen;
    private volatile boolean closed;

    MinioConnection(MinioSettings settings) {
        this.settings = settings;
        Duration silence =
                settings.requestTimeout().compareTo(LONGEST_SILENCE) < 0 ? settings.requestTimeout() : LONGEST_SILENCE;
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(CONCURRENT_REQUESTS);
        dispatcher.setMaxRequestsPerHost(CONCURRENT_REQUESTS);
        this.pooled = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .protocols(List.of(Protocol.HTTP_1_1))
                .socketFactory(new NoDelaySocketFactory())
                .connectTimeout(settings.connectTimeout())
                .readTimeout(silence)
                .writeTimeout(silence)
                .callTimeout(settings.requestTimeout())
                .addInterceptor(MinioConnection::namingSilence)
                .build();
        // A connection of its own for each request cannot have gone stale, so nothing needs to be sent twice.
        OkHttpClient unpooled = pooled.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
                .retryOnConnectionFailure(false)
                .build();
        this.repeatable = client(settings, pooled);
        this.once = client(settings, unpooled);
    }

    /**
     * The SDK passes on the innermost cause only, which for a timeout is the closing of the socket that ended the wait: no
     * word of a timeout is left. Nobody but a timeout cancels a call here.
     */
    private static Response namingSilence(Interceptor.Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (IOException e) {
            if (e instanceof InterruptedIOException || chain.call().isCanceled()) {
                throw new SocketTimeoutException("timeout");
            }
            throw e;
        }
    }

    private static MinioClient client(MinioSettings settings, OkHttpClient http) {
        MinioClient.Builder builder = MinioClient.builder()
                .endpoint(settings.endpoint())
                .credentials(settings.accessKey(), settings.secretKey())
                .httpClient(http);
        if (settings.region() != null) {
            builder.region(settings.region());
        }
        return builder.build();
    }

    /** For requests that may be sent again when a connection breaks. */
    MinioClient repeatable() {
        return repeatable;
    }

    /** For requests that must reach the server once at most. */
    MinioClient once() {
        return once;
    }

    /** Creates the bucket where it is missing; asks only until it was seen once. */
    void requireBucket() throws MinioException {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        if (!bucketSeen) {
            if (!repeatable.bucketExists(
                    BucketExistsArgs.builder().bucket(settings.bucket()).build())) {
                create();
            }
            bucketSeen = true;
        }
    }

    private void create() throws MinioException {
        try {
            repeatable.makeBucket(
                    MakeBucketArgs.builder().bucket(settings.bucket()).build());
        } catch (ErrorResponseException e) {
            if (!CREATED_MEANWHILE.contains(e.errorResponse().code())) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        pooled.dispatcher().executorService().shutdown();
        pooled.connectionPool().evictAll();
    }
}
