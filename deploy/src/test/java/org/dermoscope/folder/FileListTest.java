package org.dermoscope.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListTest {
    @TempDir
    Path place;

    private Path folder;
    private Path list;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(place.resolve("im ages"));
        list = place.resolve("list");
    }

    private List<Path> listed(Path except) throws IOException {
        FileList.write(list, folder, except);
        try (FileList files = FileList.open(list, folder)) {
            return files.next(1000);
        }
    }

    @Test
    void namesOfAnyKindSurvive() throws IOException {
        List<Path> files = List.of(
                folder.resolve("a.jpg"), folder.resolve("two\nlines %41.jpg"), folder.resolve("deep/er/b c#?.jpg"));
        for (Path file : files) {
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        assertThat(listed(list)).containsExactlyInAnyOrderElementsOf(files);
        assertThat(FileList.count(list)).isEqualTo(3);
    }

    @Test
    void leavesOutWhatIsHiddenTheResultsAndLoops() throws IOException {
        Files.createFile(folder.resolve(".DS_Store"));
        Files.createFile(Files.createDirectory(folder.resolve(".thumbnails")).resolve("a.jpg"));
        Path results = Files.createFile(folder.resolve("results.csv"));
        Path image =
                Files.createFile(Files.createDirectory(folder.resolve("sub")).resolve("b.jpg"));
        Files.createSymbolicLink(folder.resolve("sub").resolve("loop"), folder);
        Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("c.jpg"));
        Files.createSymbolicLink(folder.resolve("linked"), elsewhere);

        assertThat(listed(results))
                .containsExactlyInAnyOrder(image, folder.resolve("linked").resolve("c.jpg"));
    }

    @Test
    void skipsWhatIsDoneAndSaysWhenThereIsLess() throws IOException {
        Files.createFile(folder.resolve("a.jpg"));
        Files.createFile(folder.resolve("b.jpg"));
        List<Path> all = listed(list);
        try (FileList files = FileList.open(list, folder)) {
            files.skip(1);
            assertThat(files.next(8)).containsExactly(all.get(1));
            assertThat(files.next(8)).isEmpty();
        }
        try (FileList files = FileList.open(list, folder)) {
            assertThatThrownBy(() -> files.skip(3)).hasMessageContaining("only 2, fewer than the 3 rows");
        }
    }
}
