package org.dermoscope.onnx;

import static org.dermoscope.onnx.OnnxModelBuilder.attribute;
import static org.dermoscope.onnx.OnnxModelBuilder.attributes;

import java.util.List;
import org.dermoscope.graph.Head;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.TensorSize;

/**
 * Writes a head, float32 in every form: contributions first; their sum over the positions, and the bias, are the logits.
 *
 * @param model receives it
 */
record HeadWriter(OnnxModelBuilder model) {
    /**
     * @param size of the features
     * @param features name of the tensor
     */
    void write(Head head, TensorSize size, String features) {
        if (head.pooled()) {
            pooled(head.kernel(), size, features);
        } else {
            full(head.kernel(), features);
        }
        String sum = model.node(
                "ReduceSum",
                "head/sum",
                List.of(OnnxNames.EVIDENCE, model.int64("head/position_axes", 2, 3)),
                attribute("keepdims", 0));
        model.node("Add", OnnxNames.LOGITS, List.of(sum, model.bias("head", head.kernel())));
    }

    private void pooled(Kernel kernel, TensorSize size, String features) {
        float[] shared = new float[kernel.weights().length];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = kernel.weights()[i] / (size.height() * size.width());
        }
        String weights = model.weights("head", new Kernel(shared, kernel.size(), kernel.bias()));
        model.node("Conv", OnnxNames.EVIDENCE, List.of(features, weights), attributes("kernel_shape", 1, 1));
    }

    private void full(Kernel kernel, String features) {
        String oneClass =
                model.node("Unsqueeze", "head/one_class", List.of(features, model.int64("head/class_axis", 1)));
        String products = model.node("Mul", "head/products", List.of(oneClass, model.weights("head", kernel)));
        model.node(
                "ReduceSum",
                OnnxNames.EVIDENCE,
                List.of(products, model.int64("head/channel_axis", 2)),
                attribute("keepdims", 0));
    }
}
