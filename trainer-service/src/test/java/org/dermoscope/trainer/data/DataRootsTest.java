package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dermoscope.trainer.data.InvalidDataSetException.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataRootsTest {
    @TempDir
    Path temp;

    private Path root;
    private DataRoots roots;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temp.resolve("root"));
        roots = new DataRoots(List.of(temp.resolve("absent"), root));
    }

    @Test
    void aFolderUnderARootAndTheRootItselfAreAllowed() throws IOException {
        Path set = Files.createDirectories(root.resolve("a/b"));

        assertThat(roots.resolve(set.toString())).isEqualTo(set.toRealPath());
        assertThat(roots.resolve(root.toString())).isEqualTo(root.toRealPath());
        assertThat(roots.resolve(root + "/a/../a/b")).isEqualTo(set.toRealPath());
    }

    @Test
    void aLinkOutOfTheRootsIsRefused() throws IOException {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        link(root.resolve("inside"), outside);

        assertThat(problem(root.resolve("inside").toString())).isEqualTo(Problem.DATA_PATH_OUTSIDE_ROOTS);
    }

    @Test
    void aLinkIntoTheRootsIsResolved() throws IOException {
        Path set = Files.createDirectories(root.resolve("set"));
        link(temp.resolve("shortcut"), set);

        assertThat(roots.resolve(temp.resolve("shortcut").toString())).isEqualTo(set.toRealPath());
    }

    @Test
    void whatLiesOutsideIsRefusedWhetherItExistsOrNot() throws IOException {
        Files.createDirectories(temp.resolve("root-sibling"));

        assertThat(problem(temp.toString())).isEqualTo(Problem.DATA_PATH_OUTSIDE_ROOTS);
        assertThat(problem(temp.resolve("root-sibling").toString())).isEqualTo(Problem.DATA_PATH_OUTSIDE_ROOTS);
        assertThat(problem(temp.resolve("nothing/here").toString())).isEqualTo(Problem.DATA_PATH_OUTSIDE_ROOTS);
        assertThat(problem(root + "/../outside")).isEqualTo(Problem.DATA_PATH_OUTSIDE_ROOTS);
        assertThat(problem("/etc")).isEqualTo(Problem.DATA_PATH_OUTSIDE_ROOTS);
    }

    @Test
    void whatIsNoFolderInsideIsNotFound() throws IOException {
        Files.writeString(root.resolve("file"), "");

        assertThat(problem(root.resolve("absent").toString())).isEqualTo(Problem.DATA_PATH_NOT_FOUND);
        assertThat(problem(root.resolve("file").toString())).isEqualTo(Problem.DATA_PATH_NOT_FOUND);
        assertThat(problem(root + "/absent/../../outside")).isEqualTo(Problem.DATA_PATH_NOT_FOUND);
        assertThat(problem(" ")).isEqualTo(Problem.DATA_PATH_NOT_FOUND);
        assertThat(problem("a\0b")).isEqualTo(Problem.DATA_PATH_NOT_FOUND);
    }

    @Test
    void withoutRootsNothingIsAllowed() {
        InvalidDataSetException e = catchThrowableOfType(
                InvalidDataSetException.class, () -> new DataRoots(List.of()).resolve(root.toString()));

        assertThat(e).hasMessageContainingAll(root.toString(), "outside the data roots");
    }

    private Problem problem(String path) {
        return catchThrowableOfType(InvalidDataSetException.class, () -> roots.resolve(path))
                .problem();
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this file system makes no symbolic links: " + e);
        }
    }
}
