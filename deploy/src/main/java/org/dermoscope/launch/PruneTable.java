package org.dermoscope.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dermoscope.prune.KeepReason;
import org.dermoscope.prune.PruneItem;
import org.dermoscope.prune.PrunePlan;

/** What is removed and what is kept, and why, for people. Stateless. */
final class PruneTable {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

    private PruneTable() {}

    /** @param dryRun whether nothing was removed */
    static List<String> of(PrunePlan plan, boolean dryRun) {
        int width = plan.items().stream()
                .mapToInt(item -> item.id().toString().length())
                .reduce("checkpoint".length(), Math::max);
        String format = "  %-7s  %-" + width + "s  %10s  %s";
        List<String> lines = new ArrayList<>();
        lines.add(row(format, "", "checkpoint", "size", "why"));
        for (PruneItem item : plan.items()) {
            lines.add(row(format, fate(item, dryRun), item.id().toString(), size(item.bytes()), why(item)));
        }
        if (plan.unreadable() > 0) {
            lines.add("Left alone: " + plan.unreadable() + " with a manifest that cannot be read.");
        }
        if (!plan.ensembles().isEmpty()) {
            lines.add((dryRun ? "Would go with a member: " : "Went with a member: ")
                    + plan.ensembles().stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        lines.add(total(plan, dryRun));
        return lines;
    }

    private static String row(String format, Object... cells) {
        return String.format(Locale.ROOT, format, cells).stripTrailing();
    }

    private static String fate(PruneItem item, boolean dryRun) {
        if (dryRun) {
            return item.removed() ? "remove" : "keep";
        }
        return item.removed() ? "removed" : "kept";
    }

    private static String why(PruneItem item) {
        return item.removed()
                ? "older than those kept"
                : item.reasons().stream().map(KeepReason::text).collect(Collectors.joining(", "));
    }

    private static String total(PrunePlan plan, boolean dryRun) {
        int count = plan.removed().size();
        String what = count + (count == 1 ? " checkpoint, " : " checkpoints, ") + size(plan.freedBytes());
        return dryRun
                ? "A dry run: nothing was removed; without --dry-run it would be " + what + "."
                : "Removed " + what + ".";
    }

    /** For people: {@code 512 B} or {@code 5.2 MiB}. */
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double size = bytes / 1024.0;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
