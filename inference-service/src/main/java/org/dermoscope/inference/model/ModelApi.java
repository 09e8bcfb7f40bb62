package org.dermoscope.inference.model;

/** Examples in the OpenAPI document. */
final class ModelApi {
    static final String STATE = """
            {"status":"healthy","reason":"","model":"sequential-cnn-20261123T205200Z-4f09ab",
             "manifest_sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "engine":"onnx-int8","loaded_at":"2026-11-23T20:52:03Z",
             "champion":{"schema_version":1,"members":[{"checkpoint_id":"sequential-cnn-20261123T205200Z-4f09ab",
               "manifest_sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","weight":1.0}],
              "reason":"Balanced accuracy 0.71 on the test part, 0.66 before","promoted_by":"automatic",
              "promoted_at":"2026-11-23T20:52:01Z","automatic_promotion":true},
             "failed_candidate":null,"checked_at":"2026-11-23T20:55:00Z"}""";

    static final String MANIFEST = """
            {"schema_version":1,"id":"sequential-cnn-20261123T205200Z-4f09ab","created_at":"2026-11-23T20:52:00Z",
             "network":{"architecture":"sequential-cnn","hash":"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
              "parameters":1356480},
             "class_order":["akiec","bcc","bkl","df","mel","nv","vasc"],
             "preprocessing":{"height":90,"width":120,"resampling":"antialiased-triangle",
              "normalization":{"mean":[159.8,159.8,159.8],"std":[46.6,46.6,46.6]}},
             "promotable":true,
             "state":{"status":"healthy","reason":"","model":"sequential-cnn-20261123T205200Z-4f09ab","engine":"onnx-int8"},
             "disclaimer":"Research and screening support only; not a medical device."}""";

    static final String ROLLBACK = """
            {"checkpoint_id":"sequential-cnn-20261123T205200Z-4f09ab"}""";

    static final String HEALTH = """
            {"status":"healthy","service":"skin_cancer_detection","reason":"",
             "model":"sequential-cnn-20261123T205200Z-4f09ab","engine":"onnx-int8","data":"ham10000","synthetic":false,
             "disclaimer":"Research and screening support only; not a medical device."}""";

    private ModelApi() {}
}
