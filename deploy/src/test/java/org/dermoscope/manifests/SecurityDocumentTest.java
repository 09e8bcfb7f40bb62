package org.dermoscope.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/security.md promises of itself. */
class SecurityDocumentTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")));
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))`");
    private static final Pattern SETTING = Pattern.compile("`DERMOSCOPE_ACCESS_([A-Z_]+)`");

    private final String document = Files.readString(ROOT.resolve("docs/security.md"));

    SecurityDocumentTest() throws IOException {}

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Set<String> testClasses() throws IOException {
        Set<String> classes = new TreeSet<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    classes.addAll(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .collect(Collectors.toSet()));
                }
            }
        }
        return classes;
    }

    @Test
    void everyEntryIsGuardedByATestThatExists() throws IOException {
        List<String> entries = document.substring(document.indexOf("## Entries"), document.indexOf("## What is left"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| entry"))
                .toList();
        assertThat(entries)
                .hasSizeGreaterThan(20)
                .allSatisfy(entry -> assertThat(found(TEST, entry)).isNotEmpty());
        assertThat(testClasses()).containsAll(found(TEST, document));
    }

    @Test
    void everySettingOfTheTableExists() throws IOException {
        String config =
                Files.readString(ROOT.resolve("service-web/src/main/java/org/dermoscope/web/access/AccessConfig.java"));
        Set<String> settings = found(SETTING, document);
        assertThat(settings)
                .hasSize(6)
                .allSatisfy(name ->
                        assertThat(config.toUpperCase(Locale.ROOT)).contains(" " + name.replace("_", "") + "();"));
    }

    @Test
    void theBuildMakesTheBillOfMaterialsAndChecksLicences() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String profile = pom.substring(pom.indexOf("<id>supply-chain</id>"));
        assertThat(document).contains("-P supply-chain");
        assertThat(profile)
                .contains("<goal>makeBom</goal>", "<goal>add-third-party</goal>")
                .contains("<failOnMissing>true</failOnMissing>", "<failOnBlacklist>true</failOnBlacklist>");
        assertThat(found(Pattern.compile("<includedLicense>([^<]+)<"), profile))
                .contains("Apache-2.0")
                .noneMatch(licence -> licence.contains("GPL"));
    }
}
