package org.dermoscope.trainer.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A table in GitHub's Markdown: the first column to the left, all others to the right. Not thread-safe. */
final class MarkdownTable {
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    MarkdownTable(List<String> headings) {
        columns = headings.size();
        row(headings);
        lines.add("|---|" + String.join("|", Collections.nCopies(columns - 1, "---:")) + "|");
    }

    MarkdownTable(String... headings) {
        this(Arrays.asList(headings));
    }

    MarkdownTable row(String... cells) {
        return row(Arrays.asList(cells));
    }

    /** @throws IllegalArgumentException unless there are as many cells as headings */
    MarkdownTable row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException("The table has " + columns + " columns, got " + cells.size() + " cells");
        }
        lines.add("| "
                + String.join(" | ", cells.stream().map(MarkdownTable::escaped).toList()) + " |");
        return this;
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|").replace('\n', ' ');
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
