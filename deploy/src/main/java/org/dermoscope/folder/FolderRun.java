package org.dermoscope.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process's work on a {@link FolderJob}: takes up what the journal says is done, classifies the rest, and turns the
 * journal into the results, which appear whole. Only a bounded number of files is in memory. Not thread-safe.
 */
public final class FolderRun implements AutoCloseable {
    /** Files of one pass of the network. */
    private static final int PASS = 8;

    private static final int PASSES_AHEAD = 3;

    private final FolderJob job;
    private final RowJournal journal;

    private FolderRun(FolderJob job, RowJournal journal) {
        this.job = job;
        this.journal = journal;
    }

    /**
     * Takes the journal, so that no other process works on the same results.
     *
     * @param overwrite whether results that are there may be replaced
     * @throws FolderException if another process does, if the journal is of another folder, or if results are there
     */
    public static FolderRun open(FolderJob job, boolean overwrite) throws IOException, FolderException {
        if (!overwrite && Files.exists(job.output()) && !Files.exists(job.journal())) {
            throw new FolderException(job.output() + " is there already; --overwrite replaces it");
        }
        RowJournal journal = RowJournal.open(job.journal());
        JournalHeader begun = journal.header();
        if (begun != null && !begun.folder().equals(job.folder().toString())) {
            journal.close();
            throw new FolderException(job.journal() + " holds rows of the folder " + begun.folder()
                    + "; remove it to begin " + job.folder() + " anew");
        }
        return new FolderRun(job, journal);
    }

    public FolderJob job() {
        return job;
    }

    /** The checkpoint that a run before began with; null if this one is the first. */
    public @Nullable String begunModel() {
        JournalHeader header = journal.header();
        return header == null ? null : header.model();
    }

    /** The engine that a run before began with; null if this one is the first. */
    public @Nullable String begunEngine() {
        JournalHeader header = journal.header();
        return header == null ? null : header.engine();
    }

    /** Files that runs before finished. */
    public long done() {
        return journal.rows();
    }

    /**
     * Classifies what is left and writes the results.
     *
     * @param listener hears after each pass, on this thread
     * @return what was done, by all runs together
     * @throws IOException if a file of this job cannot be written; the same run again goes on
     */
    public FolderProgress complete(FolderModel model, Consumer<FolderProgress> listener)
            throws IOException, InterruptedException {
        if (journal.header() == null) {
            Files.deleteIfExists(job.list());
            journal.begin(new JournalHeader(job.folder().toString(), model.id(), model.engine()));
        }
        if (!Files.exists(job.list())) {
            FileList.write(job.list(), job.folder(), job.output());
        }
        Passes passes = new Passes(FileList.count(job.list()), listener);
        try (FileList files = FileList.open(job.list(), job.folder())) {
            files.skip(journal.rows());
            passes.run(files, new FileClassifier(model, job.folder()));
        }
        FolderProgress done = passes.progress();
        finish();
        return done;
    }

    private void finish() throws IOException {
        try (ResultWriter results = job.format().open(job.unfinished())) {
            journal.copyTo(results);
        }
        Files.move(job.unfinished(), job.output(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        journal.delete();
        Files.deleteIfExists(job.list());
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    /** Passes of several threads, whose rows come in the order of the files. */
    private final class Passes {
        private final long total;
        private final Consumer<FolderProgress> listener;
        private final long before = journal.rows();
        private final long start = System.nanoTime();
        private final Queue<Future<List<ClassifiedFile>>> running = new ArrayDeque<>();

        Passes(long total, Consumer<FolderProgress> listener) {
            this.total = total;
            this.listener = listener;
        }

        void run(FileList files, FileClassifier classifier) throws IOException, InterruptedException {
            ExecutorService threads = Executors.newFixedThreadPool(job.threads());
            try {
                List<Path> next = files.next(PASS);
                while (!next.isEmpty() || !running.isEmpty()) {
                    while (!next.isEmpty() && running.size() < PASSES_AHEAD * job.threads()) {
                        List<Path> pass = next;
                        running.add(threads.submit(() -> classifier.classify(pass)));
                        next = files.next(PASS);
                    }
                    journal.append(result(running.remove()));
                    listener.accept(progress());
                }
            } finally {
                threads.shutdownNow();
            }
        }

        private List<ClassifiedFile> result(Future<List<ClassifiedFile>> pass) throws InterruptedException {
            try {
                return pass.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A pass of the network failed", e.getCause());
            }
        }

        FolderProgress progress() {
            double seconds = (System.nanoTime() - start) / 1e9;
            return new FolderProgress(journal.rows(), total, journal.bad(), (journal.rows() - before) / seconds);
        }
    }
}
