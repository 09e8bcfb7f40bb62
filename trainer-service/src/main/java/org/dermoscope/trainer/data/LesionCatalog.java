package org.dermoscope.trainer.data;

import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.DATA_PATH_NOT_FOUND;
import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.METADATA_NOT_FOUND;
import static org.dermoscope.trainer.data.InvalidDataSetException.Problem.MISSING_IMAGES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.dermoscope.sample.SampleDataSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The labelled images of one folder.
 *
 * @param name for people: the folder's name, or {@code synthetic sample}
 * @param synthetic true for the generated sample
 * @param licence see {@link DataLicence}
 * @param records the rows whose image is there, by image id
 * @param missing image ids of the rows without an image, sorted
 * @param hash SHA-256 over the sorted image ids with lesion id and label, lower-case hexadecimal; missing images do not
 *     enter, and neither do pixels
 */
public record LesionCatalog(
        String name, boolean synthetic, String licence, List<LesionRecord> records, List<String> missing, String hash) {
    /** Names under which the metadata file is looked for, in this order, in the folder itself. */
    public static final List<String> METADATA_NAMES = List.of(
            "HAM10000_metadata.csv",
            "HAM10000_metadata.tab",
            "HAM10000_metadata.tsv",
            "HAM10000_metadata.txt",
            "HAM10000_metadata",
            "metadata.csv",
            "metadata.tab",
            "metadata.tsv");

    /** The display name of the generated sample. */
    public static final String SAMPLE_NAME = "synthetic sample";

    private static final Logger LOG = LoggerFactory.getLogger(LesionCatalog.class);

    public LesionCatalog {
        records = List.copyOf(records);
        missing = List.copyOf(missing);
    }

    /**
     * Reads the metadata and locates the images, without decoding any.
     *
     * @param maxMissingShare share of rows without an image up to which the data set is accepted, 0..1
     * @throws InvalidDataSetException if the folder holds no valid data set
     */
    public static LesionCatalog read(Path folder, double maxMissingShare) {
        try {
            Path real = folder.toRealPath();
            Path metadata = metadata(real);
            List<MetadataRow> rows = MetadataCsv.read(metadata);
            ImageIndex images = ImageIndex.of(real);
            Located located = Located.of(rows, images);
            report(metadata, located, images, maxMissingShare);
            boolean synthetic = SampleDataSet.isIn(real);
            return new LesionCatalog(
                    synthetic ? SAMPLE_NAME : String.valueOf(real.getFileName()),
                    synthetic,
                    synthetic ? DataLicence.SAMPLE : DataLicence.of(rows),
                    located.records(),
                    located.missing(),
                    hash(located.records()));
        } catch (IOException e) {
            throw new InvalidDataSetException(DATA_PATH_NOT_FOUND, "Folder " + folder + " cannot be listed", e);
        }
    }

    /** Both sorted by image id. */
    private record Located(List<LesionRecord> records, List<String> missing) {
        static Located of(List<MetadataRow> rows, ImageIndex images) {
            List<LesionRecord> records = new ArrayList<>();
            List<String> missing = new ArrayList<>();
            for (MetadataRow row : rows) {
                @Nullable Path file = images.file(row.imageId());
                if (file == null) {
                    missing.add(row.imageId());
                } else {
                    records.add(new LesionRecord(row.imageId(), row.lesionId(), row.label(), file, row.attributes()));
                }
            }
            records.sort(Comparator.comparing(LesionRecord::imageId));
            missing.sort(Comparator.naturalOrder());
            return new Located(records, missing);
        }

        int rows() {
            return records.size() + missing.size();
        }
    }

    private static void report(Path metadata, Located located, ImageIndex images, double maxMissingShare) {
        List<String> missing = located.missing();
        int rows = located.rows();
        LOG.info("{}: {} rows, {} images located, {} missing", metadata, rows, rows - missing.size(), missing.size());
        if (missing.isEmpty()) {
            return;
        }
        List<String> some = missing.subList(0, Math.min(20, missing.size()));
        String ids = some + (some.size() < missing.size() ? " and " + (missing.size() - some.size()) + " more" : "");
        double share = (double) missing.size() / rows;
        if (share > maxMissingShare || missing.size() == rows) {
            throw new InvalidDataSetException(
                    MISSING_IMAGES,
                    String.format(
                            Locale.ROOT,
                            "%s: %d of %d rows (%.2f %%) have no image; allowed: %.2f %%. %d image files were found"
                                    + " in and below the folder, %d symbolic links were not followed. Missing: %s",
                            metadata,
                            missing.size(),
                            rows,
                            100 * share,
                            100 * maxMissingShare,
                            images.size(),
                            images.links(),
                            ids));
        }
        LOG.warn("{}: no image for {}", metadata, ids);
    }

    private static Path metadata(Path folder) {
        return METADATA_NAMES.stream()
                .map(folder::resolve)
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow(() -> new InvalidDataSetException(
                        METADATA_NOT_FOUND,
                        "Folder " + folder + " has no metadata file; looked for " + METADATA_NAMES
                                + " (files, no symbolic links)"));
    }

    private static String hash(List<LesionRecord> sorted) {
        LineHash hash = new LineHash();
        sorted.forEach(r -> hash.add(r.imageId(), r.lesionId(), r.label().code()));
        return hash.hex();
    }
}
