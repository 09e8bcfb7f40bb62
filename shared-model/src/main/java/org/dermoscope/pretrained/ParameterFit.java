package org.dermoscope.pretrained;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.dermoscope.architecture.PublicNames;
import org.dermoscope.checkpoint.FloatTensor;
import org.jspecify.annotations.Nullable;

/** Finds the tensors of a file that are a network's parameters, and everything that does not fit. Not thread-safe. */
final class ParameterFit {
    /** PyTorch's count of the batches that a batch normalisation has seen. */
    private static final String COUNTER = "num_batches_tracked";

    private final StateDictionary file;
    private final PublicNames names;
    private final List<String> misfits = new ArrayList<>();

    private ParameterFit(StateDictionary file, PublicNames names) {
        this.file = file;
        this.names = names;
    }

    /**
     * The values of all parameters outside of the classifier, in the network's order and under its names.
     *
     * @throws WeightsRefusedException if any is missing, of another shape or type, or not finite, or if the file has a tensor
     *     for which there is no place; the message lists all of them
     */
    static Map<String, FloatTensor> of(StateDictionary file, NetworkParameters parameters) {
        PublicNames names = parameters.namesIn(file);
        ParameterFit fit = new ParameterFit(file.renamed(names.former()), names);
        Map<String, FloatTensor> values = fit.values(parameters.backbone());
        fit.findSurplus();
        if (!fit.misfits.isEmpty()) {
            throw new WeightsRefusedException(
                    "The weights do not fit " + parameters.architecture().id() + " in " + fit.misfits.size()
                            + " places:\n  " + String.join("\n  ", fit.misfits));
        }
        return values;
    }

    private Map<String, FloatTensor> values(Map<String, List<Long>> shapes) {
        Map<String, FloatTensor> values = new LinkedHashMap<>();
        shapes.forEach((parameter, shape) -> {
            String name = Objects.requireNonNull(names.byParameter().get(parameter), parameter);
            StateTensor tensor = file.tensors().get(name);
            boolean grid = names.positions().contains(parameter);
            String misfit = grid ? misfitOfGrid(tensor, shape) : misfit(tensor, shape);
            if (!misfit.isEmpty()) {
                misfits.add(name + " " + misfit);
            } else if (tensor != null) {
                float[] elements = tensor.values();
                requireFinite(name, elements);
                values.put(parameter, new FloatTensor(shape, grid ? PositionGrid.resized(elements, shape) : elements));
            }
        });
        return values;
    }

    private static String misfit(@Nullable StateTensor tensor, List<Long> shape) {
        if (tensor == null) {
            return "is missing, expected " + shape;
        }
        boolean fits = withoutOnes(tensor.shape()).equals(withoutOnes(shape)) && tensor.type() != ElementType.INT64;
        return fits ? "" : "is " + tensor.describe() + ", expected " + shape + " of floating-point numbers";
    }

    /** Without those at the end: a dense layer's kernel {@code [out, in]} is that of a 1x1 convolution. */
    private static List<Long> withoutOnes(List<Long> shape) {
        int end = shape.size();
        while (end > 1 && shape.get(end - 1) == 1) {
            end--;
        }
        return shape.subList(0, end);
    }

    private static String misfitOfGrid(@Nullable StateTensor tensor, List<Long> shape) {
        String expected = ", expected [1, 1 + n * n, " + shape.get(0)
                + "] of floating-point numbers, one row for the class token and one for each place of a square grid";
        if (tensor == null) {
            return "is missing" + expected;
        }
        boolean fits = PositionGrid.fits(tensor.shape(), shape) && tensor.type() != ElementType.INT64;
        return fits ? "" : "is " + tensor.describe() + expected;
    }

    private void requireFinite(String name, float[] elements) {
        for (int i = 0; i < elements.length; i++) {
            if (!Float.isFinite(elements[i])) {
                misfits.add(name + " has the element " + i + " " + elements[i] + "; weights are finite");
                return;
            }
        }
    }

    private void findSurplus() {
        Set<String> surplus = new TreeSet<>(file.tensors().keySet());
        surplus.removeAll(names.byParameter().values());
        surplus.removeAll(names.classifier());
        surplus.removeIf(name -> name.endsWith(COUNTER));
        surplus.forEach(name -> misfits.add(name + " has no place in the network"));
    }
}
