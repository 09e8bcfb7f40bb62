package org.dermoscope.pretrained;

import java.util.ArrayList;
import java.util.List;
import net.razorvine.pickle.PickleException;

/** What a pickle of PyTorch says of a tensor. */
record PickledTensor(PickledStorage storage, TensorLayout layout) {
    /**
     * @param arguments of {@code _rebuild_tensor} or {@code _rebuild_tensor_v2}: storage, offset, shape, strides, and what
     *     concerns gradients
     * @throws PickleException if they are something else
     */
    static PickledTensor of(Object[] arguments) {
        if (arguments.length < 4
                || !(arguments[0] instanceof PickledStorage storage)
                || !(arguments[1] instanceof Number offset)) {
            throw new PickleException("a tensor that is none");
        }
        return new PickledTensor(
                storage, new TensorLayout(offset.longValue(), integers(arguments[2]), integers(arguments[3])));
    }

    /** @param arguments of {@code _rebuild_parameter}: tensor, and what concerns gradients */
    static PickledTensor ofParameter(Object[] arguments) {
        if (arguments.length == 0 || !(arguments[0] instanceof PickledTensor tensor)) {
            throw new PickleException("a parameter that is none");
        }
        return tensor;
    }

    private static List<Long> integers(Object tuple) {
        List<Long> integers = new ArrayList<>();
        for (Object value : (Object[]) tuple) {
            integers.add(((Number) value).longValue());
        }
        return integers;
    }
}
