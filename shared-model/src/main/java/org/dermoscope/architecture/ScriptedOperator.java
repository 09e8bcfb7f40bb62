package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A function of tensors written in TorchScript, which libtorch runs in one call and differentiates like its own: the way
 * to what the engine's Java interface has no methods for, such as bfloat16. Thread-safe; lives as long as the process.
 */
final class ScriptedOperator {
    private static final Map<String, ScriptedOperator> KNOWN = new ConcurrentHashMap<>();

    private final String text;
    private @Nullable PtSymbolBlock compiled;

    private ScriptedOperator(String text) {
        this.text = text;
    }

    /**
     * The operator of a function's text. It is compiled when it is first applied, so that a network that only says what
     * parameters it has needs no libtorch.
     *
     * @param inputs names of its tensors
     * @param body statements in the form that TorchScript writes to its archives, the last one a {@code return}
     */
    static ScriptedOperator of(List<String> inputs, List<String> body) {
        StringBuilder text = new StringBuilder("class Operator(Module):\n  training : bool\n  def forward(");
        text.append("self: __torch__.Operator");
        inputs.forEach(name -> text.append(", ").append(name).append(": Tensor"));
        text.append(") -> Tensor:\n");
        text.append(body.stream().map(line -> "    " + line + "\n").collect(Collectors.joining()));
        return KNOWN.computeIfAbsent(text.toString(), ScriptedOperator::new);
    }

    /** The result, attached to the first input's manager. Gradients flow where they are being recorded. */
    NDArray apply(List<NDArray> inputs) {
        JniUtils.setGraphExecutorOptimize(false); // of this thread: else the first calls differ from the later ones
        return IValueUtils.forward(module(), new NDList(inputs), true).singletonOrThrow();
    }

    private synchronized PtSymbolBlock module() {
        PtSymbolBlock module = compiled;
        if (module == null) {
            module = compile(text);
            compiled = module;
        }
        return module;
    }

    private static PtSymbolBlock compile(String text) {
        try (ByteArrayInputStream archive = new ByteArrayInputStream(archive(text))) {
            return JniUtils.loadModule((PtNDManager) Engine.MANAGER, archive, false, false);
        } catch (IOException e) {
            throw new IllegalStateException("An archive in memory cannot be read", e);
        }
    }

    /** TorchScript's file format: a zip archive without compression. */
    private static byte[] archive(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "data.pkl", "\u0080\u0002c__torch__\nOperator\n)\u0081}(X\u0008\0\0\0training\u0088ub.");
            put(zip, "code/__torch__.py", text);
            put(zip, "constants.pkl", "\u0080\u0002).");
            put(zip, "version", "3\n");
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        ZipEntry entry = new ZipEntry("operator/" + name);
        entry.setSize(bytes.length);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
    }

    /** Starts libtorch when it is first used. */
    private static final class Engine {
        static final NDManager MANAGER = NDManager.newBaseManager("PyTorch");
    }
}
