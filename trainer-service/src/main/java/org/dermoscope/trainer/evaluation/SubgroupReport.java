package org.dermoscope.trainer.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.dermoscope.trainer.data.LesionAttributes;

/**
 * The figures of the images of one subgroup.
 *
 * @param value for example {@code female}, or {@code unknown} where the metadata do not say
 * @param report over the classes that the subgroup has
 * @param calibrated with the temperature and the operating points of the whole model
 */
public record SubgroupReport(String value, ClassificationReport report, CalibratedReport calibrated) {
    private static final Map<String, Function<LesionAttributes, String>> ATTRIBUTES = attributes();

    private static Map<String, Function<LesionAttributes, String>> attributes() {
        Map<String, Function<LesionAttributes, String>> attributes = new LinkedHashMap<>();
        attributes.put("sex", LesionAttributes::sex);
        attributes.put("age_band", LesionAttributes::ageBand);
        attributes.put("body_site", LesionAttributes::bodySite);
        attributes.put("dx_type", LesionAttributes::confirmation);
        return attributes;
    }

    /**
     * By attribute, in the order {@code sex, age_band, body_site, dx_type}, the subgroups by value. An attribute of which
     * nothing is known is left out.
     *
     * @param figures of a subgroup's predictions
     */
    static Map<String, List<SubgroupReport>> of(
            List<LabelledPrediction> predictions,
            Map<String, LesionAttributes> byImage,
            Function<List<LabelledPrediction>, CalibratedReport> figures,
            BootstrapSpec spec) {
        Map<String, List<SubgroupReport>> all = new LinkedHashMap<>();
        ATTRIBUTES.forEach((name, attribute) -> {
            Map<String, List<LabelledPrediction>> groups = new TreeMap<>();
            for (LabelledPrediction p : predictions) {
                String value = attribute.apply(byImage.getOrDefault(p.imageId(), LesionAttributes.NONE));
                groups.computeIfAbsent(value, v -> new ArrayList<>()).add(p);
            }
            if (!groups.keySet().equals(java.util.Set.of(LesionAttributes.UNKNOWN))) {
                List<SubgroupReport> reports = new ArrayList<>();
                groups.forEach((value, group) -> reports.add(
                        new SubgroupReport(value, ClassificationReport.of(group, spec), figures.apply(group))));
                all.put(name, List.copyOf(reports));
            }
        });
        return all;
    }
}
