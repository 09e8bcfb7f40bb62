package org.dermoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/reliability.md says shows a promise is there. */
class ReliabilityDocumentTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")));
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT|Contract))(?:\\.([a-zA-Z]+))?`");
    private static final Pattern CASE = Pattern.compile("\"([^\"]+)\"");

    private final String document = Files.readString(ROOT.resolve("docs/reliability.md"));

    ReliabilityDocumentTest() throws IOException {}

    private List<String> promises() {
        return document.substring(document.indexOf("## Promises"), document.indexOf("## Look after a store"))
                .lines()
                .filter(line -> line.startsWith("| *"))
                .toList();
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static Map<String, Path> testClasses() throws IOException {
        Map<String, Path> classes = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file ->
                                    classes.put(file.getFileName().toString().replace(".java", ""), file));
                }
            }
        }
        return classes;
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, Path> classes = testClasses();
        for (String promise : promises()) {
            for (MatchResult test : found(TEST, promise)) {
                assertThat(classes).as(promise).containsKey(test.group(1));
                if (test.group(2) != null) {
                    assertThat(Files.readString(Objects.requireNonNull(classes.get(test.group(1)))))
                            .contains("void " + test.group(2) + "(");
                }
            }
        }
    }

    @Test
    void everyPromiseIsShownAndEveryCaseShowsOne() {
        List<String> cases = FaultSuite.cases().stream().map(FaultCase::name).toList();
        List<String> named = new ArrayList<>();
        assertThat(promises()).hasSizeGreaterThan(15).allSatisfy(promise -> {
            List<String> here =
                    found(CASE, promise).stream().map(match -> match.group(1)).toList();
            named.addAll(here);
            assertThat(found(TEST, promise).size() + here.size()).isPositive();
        });
        assertThat(named).hasSameElementsAs(cases);
    }
}
