package org.dermoscope.trainer.training;

import java.util.List;
import java.util.Locale;
import org.dermoscope.checkpoint.ExportedNetwork;
import org.dermoscope.checkpoint.Manifest.Golden;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.classify.GoldenCheck;
import org.dermoscope.classify.OnnxLesionClassifier;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.onnx.OnnxWriter;
import org.dermoscope.quantize.QuantizedNetwork;
import org.dermoscope.quantize.Quantizer;
import org.dermoscope.trainer.data.LesionRecord;
import org.dermoscope.trainer.evaluation.LabelledPrediction;
import org.dermoscope.trainer.evaluation.PredictionComparison;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the published weights in the forms that services run, and compares each with the network on images of the
 * validation part: a form that loses too much is published with the figures, and not served.
 */
final class NetworkExporter {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkExporter.class);
    /** Of the training part, from which the scales of 8-bit values are. */
    private static final int CALIBRATION_IMAGES = 256;
    /** Of the validation part; the forms in float32 differ by rounding only. */
    private static final int FLOAT_COMPARISON_IMAGES = 64;

    private final TrainedRun run;
    private final RunEnvironment environment;
    private final PartPredictor predictor;

    NetworkExporter(TrainedRun run, RunEnvironment environment, PartPredictor predictor) {
        this.run = run;
        this.environment = environment;
        this.predictor = predictor;
    }

    /**
     * @param graph of the published weights
     * @param validation their predictions on the whole validation part, at temperature 1
     * @param temperature at which golden images are classified
     */
    List<ExportedFile> export(InferenceGraph graph, List<LabelledPrediction> validation, double temperature) {
        List<LabelledPrediction> some = validation.subList(0, Math.min(FLOAT_COMPARISON_IMAGES, validation.size()));
        QuantizedNetwork integers = Quantizer.quantize(graph, calibrationInputs(), environment.dataThreads());
        String range = integers.range().name().toLowerCase(Locale.ROOT);
        return List.of(
                compare(
                        new Form(ServingEngine.ONNX, ObjectNames.ONNX, OnnxWriter.write(graph), null),
                        some,
                        temperature),
                compare(
                        new Form(ServingEngine.ONNX_INT8, ObjectNames.ONNX_INT8, integers.file(), range),
                        validation,
                        temperature));
    }

    private record Form(
            ServingEngine engine,
            String object,
            byte[] file,
            @Nullable String range) {}

    private ExportedFile compare(Form form, List<LabelledPrediction> reference, double temperature) {
        List<LesionRecord> part = run.data().split().validation().subList(0, reference.size());
        PredictionComparison comparison;
        try (OnnxLesionClassifier classifier = classifier(form, 1)) {
            String stage = "comparing " + form.object() + " on the validation part";
            comparison = PredictionComparison.of(predictor.predict(stage, classifier, part), reference);
        }
        boolean accepted = ExportPolicy.accepts(form.engine(), comparison);
        if (!accepted) {
            LOG.warn("{} is published as rejected and not served: {}", form.object(), comparison);
        }
        ExportedNetwork entry = new ExportedNetwork(
                form.engine(),
                form.object(),
                accepted,
                comparison.images(),
                comparison.largestDifference(),
                comparison.agreement(),
                comparison.balancedAccuracy(),
                comparison.referenceBalancedAccuracy(),
                form.range(),
                goldens(form, temperature));
        return new ExportedFile(entry, form.file());
    }

    private List<List<Double>> goldens(Form form, double temperature) {
        try (OnnxLesionClassifier classifier = classifier(form, temperature)) {
            return new GoldenCheck(environment.decoder())
                    .compute(classifier, run.goldens()).stream()
                            .map(Golden::probabilities)
                            .toList();
        }
    }

    private OnnxLesionClassifier classifier(Form form, double temperature) {
        return new OnnxLesionClassifier(
                form.file(), run.data().preprocessing(), temperature, environment.dataThreads());
    }

    private List<float[]> calibrationInputs() {
        Preprocessor preprocessor = new Preprocessor(run.data().preprocessing());
        return CalibrationSelection.of(run.data().split().training(), CALIBRATION_IMAGES).stream()
                .map(lesion -> {
                    float[] input = new float[preprocessor.inputLength()];
                    preprocessor.writePlanar(run.data().cache().image(lesion), input, 0);
                    return input;
                })
                .toList();
    }
}
