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
    void noChainOfLinksAndDotsLeadsOut() throws IOException {
        Path secret = Files.createDirectories(temp.resolve("outside/secret"));
        Path set = Files.createDirectories(root.resolve("a/set"));
        link(root.resolve("up"), Path.of(".."));
        link(root.resolve("a/first"), root.resolve("a/second"));
        link(root.resolve("a/second"), secret);
        link(root.resolve("round"), root.resolve("round"));

        for (String path : List.of(
                "/up",
                "/up/outside/secret",
                "/a/first",
                "/a/first/../secret",
                "/a/set/../first",
                "/a/set/../../../outside/secret",
                "/./a/..//../outside/./secret",
                "/up/root/../outside")) {
            assertThat(problem(root + path)).as(path).isEqualTo(Problem.DATA_PATH_OUTSIDE_ROOTS);
        }
        assertThat(problem(root + "/round")).isEqualTo(Problem.DATA_PATH_NOT_FOUND);
        assertThat(roots.resolve(root + "/up/root/a/set")).isEqualTo(set.toRealPath());
    }

    /** A job is checked when it is posted and again when it begins: what was a folder then may be a link by now. */
    @Test
    void aFolderThatBecameALinkIsRefusedTheSecondTime() throws IOException {
        Path secret = Files.createDirectories(temp.resolve("outside"));
        Path set = Files.createDirectories(root.resolve("set"));
        String posted = roots.resolve(set.toString()).toString();
        Files.delete(set);
        link(set, secret);

        assertThat(problem(posted)).isEqualTo(Problem.DATA_PATH_OUTSIDE_ROOTS);
    }

    @Test
    void aRootMayItselfBeALink() throws IOException {
        Path root = temp.resolve("target");
        Path target = Files.createDirectories(root.resolve("set"));
        link(temp.resolve("linked-root"), root);
        DataRoots linked = new DataRoots(List.of(temp.resolve("linked-root")));

        assertThat(linked.resolve(temp.resolve("linked-root/set").toString())).isEqualTo(target.toRealPath());
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
