package org.dermoscope.benchmark.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.store.FilesystemArtifactStore;

/** Which servers compete, and how they are started; those that run ONNX get the files of our champion. */
final class ServingContenders {
    static final String OPERATOR_TOKEN = "of-the-benchmark-only";

    private static final int OUR_PORT = 15500;
    private static final int PEER_PORT = 15501;

    private final ServingOptions options;

    ServingContenders(ServingOptions options) {
        this.options = options;
    }

    ServerProcess.Command ours() {
        return ours(options.store());
    }

    /** @param store folder of the store that it serves from */
    ServerProcess.Command ours(Path store) {
        return new ServerProcess.Command(
                "ours",
                OUR_PORT,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Dquarkus.http.port=" + OUR_PORT,
                        "-Ddermoscope.store.path=" + store.toAbsolutePath(),
                        "-Ddermoscope.state-dir=" + work().resolve("state"),
                        "-Ddermoscope.operator-token=" + OPERATOR_TOKEN,
                        "-jar",
                        options.application().resolve("quarkus-run.jar").toString()),
                ServerProcess.OUR_ENVIRONMENT);
    }

    /** As far as the interpreter has what they need. */
    List<ServerProcess.Command> peers() throws IOException, InterruptedException {
        List<ServerProcess.Command> peers = new ArrayList<>();
        if (options.python().isEmpty()) {
            return peers;
        }
        String python = options.python().get();
        Checkpoint champion = champion();
        if (has(python, "fastapi, multipart, onnxruntime, PIL, uvicorn")) {
            peers.add(fastapi(python, "uvicorn, ONNX Runtime int8", champion, ObjectNames.ONNX_INT8));
            peers.add(fastapi(python, "uvicorn, ONNX Runtime fp32", champion, ObjectNames.ONNX));
        }
        if (has(python, "cv2, flask, tensorflow")) {
            peers.add(new ServerProcess.Command(
                    "Flask, Keras predict",
                    PEER_PORT,
                    List.of(python, script("flask_server.py"), "--port", Integer.toString(PEER_PORT)),
                    Map.of("TF_CPP_MIN_LOG_LEVEL", "3")));
        }
        return peers;
    }

    private ServerProcess.Command fastapi(String python, String name, Checkpoint champion, String object)
            throws IOException {
        Path file = work().resolve(object);
        Files.createDirectories(work());
        Files.write(file, champion.object(object));
        return new ServerProcess.Command(
                name,
                PEER_PORT,
                List.of(
                        python,
                        script("fastapi_server.py"),
                        "--port",
                        Integer.toString(PEER_PORT),
                        "--model",
                        file.toString()),
                Map.of());
    }

    Checkpoint champion() {
        CheckpointRepository repository = new CheckpointRepository(new FilesystemArtifactStore(options.store()));
        Champion.Member member = repository
                .champion()
                .orElseThrow(() -> new IllegalArgumentException("No champion in " + options.store()))
                .champion()
                .members()
                .get(0);
        return repository.open(member);
    }

    Path work() {
        return options.log().toAbsolutePath().resolveSibling("serving");
    }

    private String script(String name) {
        return options.scripts().resolve(name).toString();
    }

    private static boolean has(String python, String modules) throws IOException, InterruptedException {
        return new ProcessBuilder(python, "-c", "import " + modules)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
