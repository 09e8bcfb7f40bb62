package org.dermoscope.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dermoscope.checkpoint.AuditFinding;
import org.dermoscope.checkpoint.AuditReport;
import org.dermoscope.checkpoint.StoreAudit;
import org.dermoscope.checkpoint.StoreSnapshot;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.jspecify.annotations.Nullable;

/** {@code ./run audit}: walks a store and says what is wrong in it. Stateless. */
final class AuditCommand {
    private static final int SOMETHING_WRONG = 3;

    private AuditCommand() {}

    static int run(PrintStream out, AuditOptions options) throws LaunchException {
        return run(out, options, System.getenv());
    }

    static int run(PrintStream out, AuditOptions options, Map<String, String> environment) throws LaunchException {
        Optional<StoreSnapshot> earlier = read(options.against());
        try (ArtifactStore store = options.open(environment)) {
            AuditReport report = StoreAudit.of(store, earlier);
            print(out, store.location(), report);
            if (options.snapshot() != null) {
                write(options.snapshot(), report.snapshot());
            }
            return report.clean() ? 0 : SOMETHING_WRONG;
        } catch (StoreException | IllegalArgumentException failed) {
            throw new LaunchException("the store cannot be audited: " + failed.getMessage());
        }
    }

    private static void print(PrintStream out, String location, AuditReport report) {
        for (AuditFinding finding : report.findings()) {
            String kind = finding.kind().name().toLowerCase(Locale.ROOT);
            out.println("WRONG  " + kind + "  " + finding.key() + ": " + finding.message());
        }
        report.unfinished().forEach(folder -> out.println("unfinished publication, served by nobody: " + folder));
        report.removed().forEach(key -> out.println("removed since the earlier audit: " + key));
        out.printf(
                Locale.ROOT,
                "%s: %d checkpoints complete, %d ensembles, %d objects and %.1f MB read and hashed, %d champions in the history; %s%n",
                location,
                report.checkpoints(),
                report.ensembles(),
                report.objects(),
                report.bytes() / 1e6,
                report.snapshot().history().size(),
                report.clean() ? "nothing is wrong" : report.findings().size() + " findings");
    }

    private static Optional<StoreSnapshot> read(@Nullable Path file) throws LaunchException {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoreSnapshot.read(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new LaunchException("'" + file + "' is no snapshot of an audit: " + e.getMessage());
        }
    }

    private static void write(Path file, StoreSnapshot snapshot) throws LaunchException {
        try {
            Files.write(file, snapshot.document());
        } catch (IOException e) {
            throw new LaunchException("The snapshot cannot be written: " + e);
        }
    }
}
