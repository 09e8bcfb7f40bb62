package org.dermoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dermoscope.store.RequiresMinio;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of {@code deploy/faults/run} takes seconds, with few kills and inputs. */
@RequiresMinio
class FaultsIT {
    private static final List<String> QUICK = List.of(
            "MinIO is down at start",
            "credentials are wrong",
            "a checkpoint is deleted or overwritten",
            "the inference service is killed under load",
            "mutated requests");

    /** The same each time: a build does not fail by what it did not change. The suite takes another one each time. */
    private static final long SEED = 7;

    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")));

    @TempDir
    static Path work;

    static Stream<FaultCase> quickCases() {
        return FaultSuite.cases().stream().filter(each -> QUICK.contains(each.name()));
    }

    @ParameterizedTest
    @MethodSource
    void quickCases(FaultCase each) throws InterruptedException {
        FaultOptions options =
                new FaultOptions(ROOT, work, FaultOptions.GROUPS, Optional.empty(), SEED, 3, 800, 0.1, 5);
        Verdict verdict = Verdict.of(each, options);
        System.out.println("Seed " + options.seed() + ": " + verdict);
        assertThat(verdict.held()).as("seed " + options.seed() + ": " + verdict).isTrue();
    }
}
