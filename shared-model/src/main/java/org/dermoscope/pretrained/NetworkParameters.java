package org.dermoscope.pretrained;

import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ClassificationNetwork;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.PublicNames;

/**
 * Names and shapes of an architecture's parameters.
 *
 * @param backbone shape by name, in the network's order
 * @param head names of its classifier's
 * @param lastNames of backbone and head, in the network's order: the part of each name that its block gave it
 */
record NetworkParameters(
        Architecture architecture, Map<String, List<Long>> backbone, Set<String> head, List<String> lastNames) {
    static NetworkParameters of(Architecture architecture) {
        Map<String, List<Long>> backbone = new LinkedHashMap<>();
        Set<String> head = new LinkedHashSet<>();
        List<String> lastNames = new ArrayList<>();
        for (Pair<String, Parameter> entry :
                architecture.newNetwork(NetworkOptions.INFERENCE).getParameters()) {
            if (ClassificationNetwork.ofHead(entry.getKey())) {
                head.add(entry.getKey());
            } else {
                long[] shape = entry.getValue().getShape().getShape();
                backbone.put(entry.getKey(), LongStream.of(shape).boxed().toList());
            }
            lastNames.add(entry.getValue().getName());
        }
        return new NetworkParameters(architecture, backbone, head, lastNames);
    }

    /**
     * How a file names them: by their order if it has no names, else as the network does or as public files do.
     *
     * @throws WeightsRefusedException if it does neither and the architecture knows no public names
     */
    PublicNames namesIn(StateDictionary file) {
        if (!file.named()) {
            return byOrder();
        }
        if (backbone.keySet().stream().anyMatch(file.tensors()::containsKey)) {
            return new PublicNames(
                    backbone.keySet().stream().collect(Collectors.toMap(UnaryOperator.identity(), name -> name)), head);
        }
        return architecture
                .publicNames()
                .orElseThrow(() -> new WeightsRefusedException("No public weights of " + architecture.id()
                        + " are known; a file for it has its own names, such as '"
                        + backbone.keySet().iterator().next() + "'"));
    }

    /** The classifier comes last. */
    private PublicNames byOrder() {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : backbone.keySet()) {
            names.put(name, DjlReader.key(names.size(), lastNames.get(names.size())));
        }
        Set<String> classifier = new LinkedHashSet<>();
        for (int i = backbone.size(); i < lastNames.size(); i++) {
            classifier.add(DjlReader.key(i, lastNames.get(i)));
        }
        return new PublicNames(names, classifier);
    }
}
