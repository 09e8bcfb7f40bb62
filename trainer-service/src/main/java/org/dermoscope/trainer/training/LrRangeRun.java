package org.dermoscope.trainer.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.trainer.epoch.LrRangeLoop;
import org.dermoscope.trainer.evaluation.ChartCaption;
import org.dermoscope.trainer.evaluation.ChartException;
import org.dermoscope.trainer.evaluation.LrRangeChart;
import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One range test from the metadata file to its documents. Native memory is freed on every path. */
public final class LrRangeRun {
    private static final Logger LOG = LoggerFactory.getLogger(LrRangeRun.class);

    private final RunEnvironment environment;
    private final LrRangeOrder order;
    private final RunListener listener;

    private LrRangeRun(RunEnvironment environment, LrRangeOrder order, RunListener listener) {
        this.environment = environment;
        this.order = order;
        this.listener = listener;
    }

    /** Tests within an environment; each is carried out on the calling thread. */
    public static LrRangeRuns in(RunEnvironment environment) {
        return (order, listener, documents) -> {
            LrRangeRun run = new LrRangeRun(environment, order, listener);
            Architecture architecture = Architectures.byId(order.config().architecture());
            PatientStore store = new PatientStore(listener, "Job " + order.jobId());
            InitialNetwork initial = store.call(() -> InitialNetwork.of(architecture, order.config(), environment));
            PreparedData data = PreparedData.prepare(order.config(), environment, architecture, listener);
            LrRangeResult result = run.test(initial, data);
            listener.onStage("publishing");
            Map<String, byte[]> contents = run.documents(data, result);
            return store.call(() -> {
                contents.forEach(documents);
                return result;
            });
        };
    }

    private LrRangeResult test(InitialNetwork initial, PreparedData data) throws InterruptedException {
        RunConfig config = order.config();
        listener.onStage("preparing the network");
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
            Block network = initial.create(manager);
            try {
                LrRangeResult result = new LrRangeLoop(
                                config,
                                order.spec(),
                                data.inputs(config, environment.dataThreads(), listener),
                                listener)
                        .run(network);
                LOG.info(
                        "Job {}: {} steps, {}, suggested learning rate {}",
                        order.jobId(),
                        result.steps().size(),
                        result.end(),
                        result.suggestedLearningRate());
                return result;
            } finally {
                network.clear();
            }
        }
    }

    private Map<String, byte[]> documents(PreparedData data, LrRangeResult result) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try {
            ChartCaption caption = new ChartCaption(
                    "job " + order.jobId(),
                    data.catalog().name(),
                    data.catalog().synthetic(),
                    false);
            contents.put(LrRangeRuns.CHART, LrRangeChart.png(order.config().architecture(), result, caption));
        } catch (ChartException e) {
            LOG.warn("Job {}: {} is left out", order.jobId(), LrRangeRuns.CHART, e);
        }
        contents.put(LrRangeRuns.JSON, Json.document(LrRangeReport.of(order, data, result)));
        return contents;
    }
}
