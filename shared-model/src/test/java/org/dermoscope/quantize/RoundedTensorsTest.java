package org.dermoscope.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dermoscope.graph.Activation;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.Head;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.graph.Kernel;
import org.junit.jupiter.api.Test;

class RoundedTensorsTest {
    private final GraphBuilder graph = new GraphBuilder();

    private String convolution(String input) {
        Kernel kernel = new Kernel(new float[9], new Kernel.Size(3, 3, 1, 1), new float[3]);
        return graph.convolution(input, kernel, ConvolutionGeometry.dense(0), Activation.NONE);
    }

    private List<String> rounded(String features) {
        Head head = new Head(new Kernel(new float[21], new Kernel.Size(7, 3, 1, 1), new float[7]), true);
        return RoundedTensors.of(new InferenceGraph(4, 4, graph.nodes(), features, head));
    }

    @Test
    void aSumThatIsConvolvedIsRounded() {
        String first = convolution(InferenceGraph.INPUT);
        String sum = graph.addition(first, graph.maxPooling(first));
        String more = graph.addition(sum, first);
        String last = convolution(graph.concatenation(List.of(more, first)));
        assertThat(rounded(last)).containsExactly(first, sum, more, last);
    }

    @Test
    void aSumThatIsOnlyNormalisedStaysAsItIs() {
        String first = convolution(InferenceGraph.INPUT);
        String placed = graph.constantAddition(first, new float[48]);
        String normalized = graph.layerNormalization(placed, new float[3], new float[3], 1e-6);
        String second = convolution(normalized);
        String gelu = graph.gelu(second);
        String third = convolution(gelu);
        String sum = graph.addition(placed, third);
        String features = graph.layerNormalization(sum, new float[3], new float[3], 1e-6);
        assertThat(rounded(features)).containsExactly(first, normalized, second, gelu, third);
    }
}
