package org.dermoscope.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchStateFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        SearchState state = Searches.search(Searches.begin(9, 18), Searches.PLENTY);
        try (SearchStateFile file = SearchStateFile.open(folder, "one")) {
            assertThat(file.read(state.order())).isEmpty();
            file.write(state);
            assertThat(file.read(state.order())).contains(state);
        }
        try (SearchStateFile again = SearchStateFile.open(folder, "one")) {
            assertThat(again.read(Searches.order(9, 18))).contains(state);
        }
    }

    @Test
    void anotherSearchIsNotMixedIn() throws Exception {
        try (SearchStateFile file = SearchStateFile.open(folder, "one")) {
            file.write(Searches.begin(9, 18));
            assertThatThrownBy(() -> file.read(Searches.order(3, 18)))
                    .isInstanceOf(TuneException.class)
                    .hasMessageContaining("holds another search, 9 trials of efficientnet-lite0")
                    .hasMessageContaining("asked for is 3 trials")
                    .hasMessageContaining("--name");
        }
    }

    @Test
    void oneProcessAtATimeHasIt() throws Exception {
        try (SearchStateFile held = SearchStateFile.open(folder, "one")) {
            assertThatThrownBy(() -> SearchStateFile.open(folder, "one"))
                    .isInstanceOf(TuneException.class)
                    .hasMessageContaining(held.path().toString());
        }
        SearchStateFile.open(folder, "one").close();
    }

    @Test
    void whatIsNoStateIsRefused() throws Exception {
        try (SearchStateFile file = SearchStateFile.open(folder, "one")) {
            Files.writeString(file.path(), "{");
            assertRefused(file, "is no state of a search");
            Files.writeString(file.path(), "{\"schema_version\":1}");
            assertRefused(file, "is no state of a search");

            file.write(Searches.begin(9, 18));
            String later = Files.readString(file.path()).replace("\"schema_version\" : 1", "\"schema_version\" : 2");
            Files.writeString(file.path(), later);
            assertRefused(file, "its schema_version is 2, known is 1");
        }
    }

    private static void assertRefused(SearchStateFile file, String message) {
        assertThatThrownBy(() -> file.read(Searches.order(9, 18)))
                .isInstanceOf(TuneException.class)
                .hasMessageContaining(message);
    }
}
