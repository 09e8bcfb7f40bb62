package org.dermoscope.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.dermoscope.graph.TensorSize;
import org.dermoscope.graph.UnsupportedBlockException;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.onednn.IntegerGraph.Features;
import org.dermoscope.onednn.IntegerGraph.Scale;
import org.dermoscope.onnx.OnnxOutput;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX file in QDQ form, run by oneDNN, one thread a call. What lies between two roundings is one operation on integers;
 * it rounds as the file says, so that an integer differs from ONNX Runtime's by at most one where a value is halfway between
 * two. The head is float32. Thread-safe while it is open; whoever made it closes it when no call runs any more. Holds native
 * memory for as many images as there were calls at once.
 */
public final class OneDnnNetwork implements AutoCloseable {
    /** Instructions that multiply bytes and sum in 32 bits; those before them sum pairs in 16 bits, which overflow. */
    private static final int SUMS_IN_32_BITS = (dnnl.dnnl_cpu_isa_avx2_vnni & ~dnnl.dnnl_cpu_isa_avx2)
            | (dnnl.dnnl_cpu_isa_avx512_core_vnni & ~dnnl.dnnl_cpu_isa_avx512_core);

    private static final String THREADS = "OMP_NUM_THREADS";

    private final IntegerGraph graph;
    private final Preprocessor preprocessor;
    private final byte[][] levels;
    private final FloatHead head;
    private final Owner owner = new Owner();
    private final engine processor;
    private final SharedWeights weights;
    private final List<OneDnnPass> passes = new ArrayList<>();
    private final Queue<OneDnnPass> idle = new ConcurrentLinkedQueue<>();
    private final TensorSize featureSize;

    /**
     * What an image's features, logits and evidence are.
     *
     * @param features {@code (1, C, h, w)}
     * @param logits {@code (1, 7)}
     * @param evidence {@code (1, 7, h, w)}: what each position contributes to a logit
     */
    public record Outputs(OnnxOutput features, OnnxOutput logits, OnnxOutput evidence) {}

    /**
     * @param file as {@link org.dermoscope.onnx.OnnxWriter} writes it
     * @throws UnsupportedBlockException if a part of the network does not compute in integers
     * @throws IllegalArgumentException if the bytes are no such file, or oneDNN does not accept it
     */
    public OneDnnNetwork(byte[] file, Preprocessor preprocessor) {
        this.preprocessor = preprocessor;
        graph = IntegerGraphReader.read(file);
        levels = levels(graph.inputScale());
        processor = owner.own(new engine(engine.kind.cpu, 0));
        weights = new SharedWeights(processor);
        try {
            OneDnnPass first = newPass();
            featureSize = first.size(graph.features().tensor());
            head = new FloatHead(graph.head(), featureSize);
            idle.add(first);
        } catch (RuntimeException e) {
            close();
            throw e instanceof IllegalArgumentException
                    ? e
                    : new IllegalArgumentException("oneDNN does not accept a file of " + file.length + " bytes", e);
        }
    }

    /** Why this processor or process cannot run any network; empty where it can. */
    public static Optional<String> obstacle() {
        return obstacle(System.getenv(THREADS), dnnl.dnnl_get_effective_cpu_isa());
    }

    /** @param instructions that the processor has, one a bit */
    static Optional<String> obstacle(@Nullable String threads, int instructions) {
        if (!"1".equals(threads)) {
            return Optional.of("the environment variable " + THREADS + " is "
                    + (threads == null ? "not set" : "'" + threads + "'")
                    + ", it has to be 1 where the process is started, so that a call has one thread");
        }
        return (instructions & SUMS_IN_32_BITS) == 0
                ? Optional.of("the processor has no instructions for sums of 8-bit products (VNNI)")
                : Optional.empty();
    }

    /** The file's own entries, by name. */
    public Map<String, String> metadata() {
        return graph.metadata();
    }

    /** The integer of each channel's 256 pixel values. */
    private byte[][] levels(Scale scale) {
        byte[][] table = new byte[3][256];
        for (int channel = 0; channel < table.length; channel++) {
            for (int value = 0; value < table[channel].length; value++) {
                double level = Math.rint(preprocessor.normalized(channel, value) / scale.step()) + scale.zeroPoint();
                table[channel][value] = (byte) (int) Math.max(0, Math.min(255, level));
            }
        }
        return table;
    }

    /** One pass. */
    public Outputs run(RgbImage image) {
        byte[] integers = new byte[featureSize.channels() * featureSize.height() * featureSize.width()];
        byte[] input = input(preprocessor.resize(image).pixels());
        OneDnnPass free = idle.poll();
        OneDnnPass pass = free == null ? newPass() : free;
        try {
            pass.run(input, integers);
        } finally {
            idle.add(pass);
        }
        return head.outputs(features(integers));
    }

    private synchronized OneDnnPass newPass() {
        OneDnnPass pass = new OneDnnPass(graph, processor, weights);
        passes.add(pass);
        return pass;
    }

    /** {@code (H, W, C)}, of which what is no colour is zero. */
    private byte[] input(byte[] pixels) {
        int channels = graph.input().channels();
        byte[] input = new byte[pixels.length / 3 * channels];
        byte zero = (byte) graph.inputScale().zeroPoint();
        for (int from = 0, to = 0; from < pixels.length; from += 3, to += channels) {
            input[to] = levels[0][pixels[from] & 0xff];
            input[to + 1] = levels[1][pixels[from + 1] & 0xff];
            input[to + 2] = levels[2][pixels[from + 2] & 0xff];
            for (int more = 3; more < channels; more++) {
                input[to + more] = zero;
            }
        }
        return input;
    }

    /** From {@code (h, w, C)} to {@code (C, h, w)}. */
    private float[] features(byte[] integers) {
        Features form = graph.features();
        int channels = featureSize.channels();
        int positions = integers.length / channels;
        float[] features = new float[integers.length];
        for (int c = 0; c < channels; c++) {
            float step = form.steps().length == 1 ? form.steps()[0] : form.steps()[c];
            for (int p = 0; p < positions; p++) {
                features[c * positions + p] = step * ((integers[p * channels + c] & 0xff) - form.zeroPoint());
            }
        }
        return features;
    }

    @Override
    public synchronized void close() {
        passes.forEach(OneDnnPass::close);
        passes.clear();
        weights.close();
        owner.close();
    }
}
