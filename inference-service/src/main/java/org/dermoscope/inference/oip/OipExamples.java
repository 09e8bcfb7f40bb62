package org.dermoscope.inference.oip;

/** Examples in the OpenAPI document. */
final class OipExamples {
    static final String SERVER = """
            {"name":"dermoscope","version":"0.1.0","extensions":["binary_tensor_data"]}""";

    static final String LIVE = """
            {"live":true}""";

    static final String READY = """
            {"ready":true}""";

    static final String MODEL_READY = """
            {"name":"dermoscope","ready":true}""";

    static final String MODEL = """
            {"name":"dermoscope","versions":["sequential-cnn-20261123T205200Z-4f09ab"],
             "platform":"dermoscope_checkpoint",
             "inputs":[{"name":"image","datatype":"BYTES","shape":[-1]}],
             "outputs":[{"name":"probabilities","datatype":"FP64","shape":[-1,7]},
              {"name":"class","datatype":"BYTES","shape":[-1]},{"name":"abstained","datatype":"BOOL","shape":[-1]}]}""";

    static final String REQUEST = """
            {"id":"42","inputs":[{"name":"image","shape":[1],"datatype":"BYTES",
             "data":["iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGO4c/YRAAT2Al5yFBsuAAAAAElFTkSuQmCC"]}]}""";

    static final String RESPONSE = """
            {"model_name":"dermoscope","model_version":"sequential-cnn-20261123T205200Z-4f09ab","id":"42",
             "parameters":{"synthetic":false,"data":"ham10000",
              "disclaimer":"Research and screening support only: not a medical device and not a diagnosis."},
             "outputs":[{"name":"probabilities","datatype":"FP64","shape":[1,7],
               "data":[0.0101,0.0203,0.0808,0.0052,0.7312048173,0.1484951827,0.0041]},
              {"name":"class","datatype":"BYTES","shape":[1],"data":["mel"]},
              {"name":"abstained","datatype":"BOOL","shape":[1],"data":[false]}]}""";

    static final String UNKNOWN_MODEL = """
            {"error":"Unknown model 'resnet'; known: [dermoscope]","code":"unknown_model"}""";

    private OipExamples() {}
}
