package org.dermoscope.faults;

import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.messages.Item;
import org.dermoscope.store.MinioSettings;

/** What somebody with the server's keys may do to a bucket. */
final class S3Admin implements AutoCloseable {
    private final MinioSettings settings;
    private final MinioClient client;

    S3Admin(MinioSettings settings) {
        this.settings = settings;
        this.client = MinioClient.builder()
                .endpoint(settings.endpoint())
                .credentials(settings.accessKey(), settings.secretKey())
                .build();
    }

    /** With all that is in it. */
    void removeBucket() throws Exception {
        ListObjectsArgs all = ListObjectsArgs.builder()
                .bucket(settings.bucket())
                .recursive(true)
                .build();
        for (Result<Item> item : client.listObjects(all)) {
            client.removeObject(RemoveObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(item.get().objectName())
                    .build());
        }
        client.removeBucket(RemoveBucketArgs.builder().bucket(settings.bucket()).build());
    }

    void makeBucket() throws Exception {
        client.makeBucket(MakeBucketArgs.builder().bucket(settings.bucket()).build());
    }

    @Override
    public void close() throws Exception {
        client.close();
    }
}
