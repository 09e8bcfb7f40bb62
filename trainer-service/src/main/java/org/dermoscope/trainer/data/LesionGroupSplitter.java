package org.dermoscope.trainer.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Divides a data set into three parts, stratified by class and grouped by lesion. For each class by itself, the lesions
 * are ordered by size, the largest first, and among equals by a seeded hash of their id; each goes to the part that is
 * filled least in proportion to its share. So every size of lesion is spread in proportion, the parts of a class miss
 * their shares by about one image, a class of three lesions or more is in every part, and the order of the file does not
 * count. Stateless.
 */
public final class LesionGroupSplitter {
    private LesionGroupSplitter() {}

    /**
     * The same records, whatever their order, with the same configuration and seed give the same split.
     *
     * @throws InvalidDataSetException if a part would be empty
     */
    public static DataSplit split(List<LesionRecord> records, SplitConfig config, long seed) {
        Map<Part, List<LesionRecord>> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, new ArrayList<>());
        }
        for (LesionClass label : LesionClass.all()) {
            List<LesionRecord> ofClass =
                    records.stream().filter(r -> r.label() == label).toList();
            divide(groups(ofClass, config.by(), seed), config, parts);
        }
        return DataSplit.of(parts, config);
    }

    private static void divide(List<Group> groups, SplitConfig config, Map<Part, List<LesionRecord>> parts) {
        Map<Part, Integer> images = new EnumMap<>(Part.class);
        for (Group group : groups) {
            Part emptiest = Part.TRAINING;
            for (Part part : Part.values()) {
                if (fill(images, part, config) < fill(images, emptiest, config)) {
                    emptiest = part;
                }
            }
            images.merge(emptiest, group.images().size(), Integer::sum);
            parts.computeIfAbsent(emptiest, p -> new ArrayList<>()).addAll(group.images());
        }
    }

    private static double fill(Map<Part, Integer> images, Part part, SplitConfig config) {
        return images.getOrDefault(part, 0) / part.share(config);
    }

    private static List<Group> groups(List<LesionRecord> records, SplitConfig.By by, long seed) {
        Map<String, List<LesionRecord>> byId = new TreeMap<>();
        for (LesionRecord image : records) {
            String id = by == SplitConfig.By.LESION ? image.lesionId() : image.imageId();
            byId.computeIfAbsent(id, i -> new ArrayList<>()).add(image);
        }
        List<Group> groups = new ArrayList<>();
        byId.forEach((id, images) -> groups.add(
                new Group(id, SplitMix64.of(seed, SplitMix64.hash(id)).nextLong(), images)));
        groups.sort(Comparator.comparingInt((Group g) -> -g.images().size())
                .thenComparingLong(Group::key)
                .thenComparing(Group::id));
        return groups;
    }

    private record Group(String id, long key, List<LesionRecord> images) {}
}
