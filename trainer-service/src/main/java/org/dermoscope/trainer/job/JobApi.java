package org.dermoscope.trainer.job;

/** Examples of the OpenAPI document. */
final class JobApi {
    static final String LEAST_REQUEST = "{\"architecture\":\"sequential-cnn\"}";

    static final String FULL_REQUEST = """
            {"architecture":"custom-resnet","data":{"path":"/data/ham10000"},"epochs":16,"batch_size":64,"seed":42,
             "split":{"by":"lesion","training":0.7,"validation":0.15,"test":0.15},
             "optimizer":{"kind":"sgd","momentum":0.9,"nesterov":true,"l2":0.001},
             "schedule":{"kind":"cyclic","mode":"triangular","base_learning_rate":0.001,"max_learning_rate":0.01},
             "augmentation":{"rotation_degrees":10,"zoom":0.1,"horizontal_flip":true},
             "normalization":"pooled","imbalance":{"kind":"class_weights","power":0.5},"promote":"auto"}""";

    static final String LR_RANGE_REQUEST = """
            {"kind":"lr_range_test","architecture":"custom-resnet","data":{"path":"/data/ham10000"},
             "lr_range":{"min_learning_rate":0.000001,"max_learning_rate":1,"steps":100}}""";

    static final String ENSEMBLE_REQUEST = """
            {"kind":"ensemble","data":{"path":"/data/ham10000"},
             "ensemble":{"candidates":["sequential-cnn-20261123T205200Z-4f09ab","custom-resnet-20261124T061500Z-90c1d2"],
              "max_members":3,"flips":true},"promote":"never"}""";

    static final String RUNNING = """
            {"id":"20261123T205200Z-4f09ab","kind":"training","state":"RUNNING","architecture":"sequential-cnn",
             "stage":"training","epoch":2,"epochs":4,"step":7,"steps":15,"loss":1.31,"images_per_second":17.2,"eta_seconds":36,
             "metrics":{"epoch":1,"training_loss":1.9,"validation_balanced_accuracy":0.41},"checkpoint_id":null,
             "promotion":null,"error":null}""";

    static final String UNKNOWN_FIELD =
            "{\"error\":\"Unknown field 'epoch'; known: [architecture, data, epochs, ...]\",\"code\":\"unknown_field\"}";

    static final String EVENTS = """
            id: 1
            event: state
            data: {"at":"2026-11-23T20:52:00Z","state":"QUEUED"}

            id: 3
            event: epoch
            data: {"at":"2026-11-23T20:53:10Z","epoch":1,"training_loss":1.9,"validation_balanced_accuracy":0.41}
            """;

    private JobApi() {}
}
