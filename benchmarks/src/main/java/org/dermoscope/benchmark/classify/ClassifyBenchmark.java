package org.dermoscope.benchmark.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.dermoscope.benchmark.serving.TestImage;
import org.dermoscope.benchmark.training.Medians;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.folder.FolderException;
import org.dermoscope.folder.FolderJob;
import org.dermoscope.folder.FolderModel;
import org.dermoscope.folder.FolderRun;
import org.dermoscope.folder.ResultFormat;
import org.dermoscope.store.FilesystemArtifactStore;

/**
 * Measures, in turns in one process, a folder's run from the list of its files to the finished CSV, and beside it the bare
 * engine: the network on decoded images, and the network with reading and decoding. Prints images a second and the ratios,
 * medians over the rounds.
 */
public final class ClassifyBenchmark {
    private static final int DRAWN = 400;

    private final FolderModel model;
    private final Path folder;
    private final Path scratch;
    private final int threads = Runtime.getRuntime().availableProcessors();

    private ClassifyBenchmark(FolderModel model, Path folder, Path scratch) {
        this.model = model;
        this.folder = folder;
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, FolderException {
        Path scratch = Files.createDirectories(Path.of(System.getProperty("scratch")));
        String images = System.getProperty("images", "");
        Path folder = images.isEmpty() ? drawn(scratch.resolve("drawn")) : Path.of(images);
        Optional<ServingEngine> engine =
                Optional.ofNullable(System.getProperty("engine")).map(ServingEngine::ofId);
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(Path.of(System.getProperty("store")));
                FolderModel model = FolderModel.load(new CheckpointRepository(store), null, engine)) {
            new ClassifyBenchmark(model, folder.toAbsolutePath(), scratch.toAbsolutePath())
                    .run(Integer.getInteger("rounds", 5));
        }
    }

    /** Files as large as those of HAM10000, which come from the disk's cache as they would not the first time. */
    private static Path drawn(Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] jpeg = TestImage.jpeg();
        for (int i = 0; i < DRAWN; i++) {
            Files.write(folder.resolve(i + ".jpg"), jpeg);
        }
        return folder;
    }

    private void run(int rounds) throws IOException, InterruptedException, FolderException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        System.out.printf(
                Locale.ROOT,
                "%s on %s, %d images, %d threads; images a second%n",
                model.id(),
                model.engine(),
                files.size(),
                threads);
        System.out.println("  round  network  decoding and network  whole  whole/network  whole/decoding and network");
        BareEngine bare = new BareEngine(model, files, threads);
        bare.decodingAndNetwork();
        whole(files.size());
        List<double[]> figures = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            double[] speeds = {bare.network(), bare.decodingAndNetwork(), whole(files.size())};
            figures.add(speeds);
            print("" + round, speeds[0], speeds[1], speeds[2], speeds[2] / speeds[0], speeds[2] / speeds[1]);
        }
        print(
                "median",
                median(figures, speeds -> speeds[0]),
                median(figures, speeds -> speeds[1]),
                median(figures, speeds -> speeds[2]),
                median(figures, speeds -> speeds[2] / speeds[0]),
                median(figures, speeds -> speeds[2] / speeds[1]));
    }

    private static double median(List<double[]> figures, ToDoubleFunction<double[]> figure) {
        return Medians.of(figures.stream().mapToDouble(figure).toArray());
    }

    private static void print(String round, double network, double both, double... rest) {
        System.out.printf(
                Locale.ROOT,
                "  %-6s %7.1f %21.1f %6.1f %14.2f %27.2f%n",
                round,
                network,
                both,
                rest[0],
                rest[1],
                rest[2]);
    }

    private double whole(int images) throws IOException, InterruptedException, FolderException {
        FolderJob job = new FolderJob(folder, scratch.resolve("results.csv"), ResultFormat.CSV, threads);
        long start = System.nanoTime();
        try (FolderRun run = FolderRun.open(job, true)) {
            long done = run.complete(model, progress -> {}).done();
            if (done != images) {
                throw new IllegalStateException("The run has " + done + " rows of " + images + " files");
            }
        }
        return images * 1e9 / (System.nanoTime() - start);
    }
}
