package org.dermoscope.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemArtifactStoreTest extends ArtifactStoreContract {
    private static final ArtifactKey KEY = new ArtifactKey("a/b");
    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    @TempDir
    Path folder;

    @Override
    protected ArtifactStore openEmpty() {
        return new FilesystemArtifactStore(folder.resolve("new/store"));
    }

    @Override
    protected ArtifactStore openUnreachable() {
        try {
            ArtifactStore unmounted = new FilesystemArtifactStore(Files.createDirectory(folder.resolve("volume")));
            Files.delete(folder.resolve("volume"));
            return unmounted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsWhatAnotherStoreOnTheFolderWrote() {
        store.put(KEY, CONTENT);

        try (ArtifactStore other = new FilesystemArtifactStore(root())) {
            assertThat(other.get(KEY).orElseThrow().content()).isEqualTo(CONTENT);
            assertThat(other.list(new ArtifactKey("a"))).isEqualTo(store.list(new ArtifactKey("a")));
        }
    }

    @Test
    void acceptsARootThatIsASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root());
        try (ArtifactStore linked = new FilesystemArtifactStore(link)) {
            linked.put(KEY, CONTENT);
        }

        assertThat(store.get(KEY)).isPresent();
    }

    @Test
    void refusesARootThatIsAFile() throws IOException {
        Path file = Files.write(folder.resolve("file"), CONTENT);

        assertThatThrownBy(() -> new FilesystemArtifactStore(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void neverFollowsASymbolicLinkBelowTheRoot() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path secret = Files.write(outside.resolve("secret"), CONTENT);
        Files.createSymbolicLink(root().resolve("folder-link"), outside);
        Files.createDirectory(root().resolve("d"));
        Files.createSymbolicLink(root().resolve("d/file-link"), secret);

        for (String name : List.of("folder-link/secret", "folder-link/new", "d/file-link")) {
            ArtifactKey key = new ArtifactKey(name);
            assertRefusesLink(() -> store.get(key));
            assertRefusesLink(() -> store.head(key));
            assertRefusesLink(() -> store.put(key, "changed".getBytes(UTF_8)));
            assertRefusesLink(() -> store.putIfAbsent(key, "changed".getBytes(UTF_8)));
            assertRefusesLink(() -> store.delete(key));
        }
        assertRefusesLink(() -> store.list(new ArtifactKey("folder-link")));
        assertThat(store.list(new ArtifactKey("d"))).isEmpty();
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files).containsExactly(secret);
        }
        assertThat(secret).hasBinaryContent(CONTENT);
    }

    @Test
    void listsOnlyFilesWhoseNamesAreKeys() throws IOException {
        store.put(KEY, CONTENT);
        Files.write(root().resolve("a/with space"), CONTENT);
        Files.write(root().resolve("a/tilde~"), CONTENT);

        assertThat(store.list(new ArtifactKey("a")))
                .extracting(ArtifactInfo::key)
                .containsExactly(KEY);
    }

    @Test
    void removesWhatACrashedWriterLeftAndKeepsWhatAnotherIsWriting() throws IOException {
        store.put(KEY, CONTENT);
        Path unfinished = root().resolve("~store/unfinished");
        Path crashed = Files.write(unfinished.resolve("crashed"), CONTENT);
        Path busy = Files.write(unfinished.resolve("busy"), CONTENT);
        Instant longAgo = Instant.now().minus(StagedFile.LEFTOVER_AGE).minusSeconds(60);
        Files.setLastModifiedTime(crashed, FileTime.from(longAgo));

        new FilesystemArtifactStore(root()).close();

        assertThat(crashed).doesNotExist();
        assertThat(busy).exists();
        assertThat(store.get(KEY)).isPresent();
    }

    @Test
    void refusesAKeyThatIsBothObjectAndPrefix() {
        store.put(KEY, CONTENT);

        ArtifactKey above = new ArtifactKey("a");
        ArtifactKey below = KEY.resolve("c/d");
        String rule = "cannot be both an object and a prefix";
        assertThatThrownBy(() -> store.put(above, CONTENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("put 'a'", "a is a prefix of other keys", rule);
        assertThatThrownBy(() -> store.putIfAbsent(below, CONTENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("'a/b/c/d'", "a/b is an object", rule);
    }

    @Test
    void leavesNoUnfinishedFileBehind() throws IOException {
        store.put(KEY, CONTENT);
        assertThat(store.putIfAbsent(KEY, CONTENT)).isEmpty();
        assertThat(store.putIfMatch(KEY, CONTENT, "other")).isEmpty();
        assertThatThrownBy(() -> store.put(new ArtifactKey("a"), CONTENT)).isInstanceOf(StoreException.class);

        try (Stream<Path> files = Files.list(root().resolve("~store/unfinished"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void takesAKeyWhoseFolderACrashedWriterLeftEmpty() throws IOException {
        Files.createDirectories(root().resolve("a/b/c/d"));

        store.put(KEY, CONTENT);

        assertThat(store.get(KEY)).isPresent();
    }

    @Test
    void noticesAChangeThatKeepsSizeAndTime() throws IOException {
        store.put(KEY, CONTENT);
        Path file = root().resolve("a/b");
        FileTime rested = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        Files.setLastModifiedTime(file, rested);
        String before = store.head(KEY).orElseThrow().entityTag();

        store.put(KEY, "CONTENT".getBytes(UTF_8));
        Files.setLastModifiedTime(file, rested);

        assertThat(store.head(KEY).orElseThrow().entityTag())
                .isNotEqualTo(before)
                .isEqualTo(store.get(KEY).orElseThrow().entityTag());
    }

    @Test
    void keepsTheInterruptOfAThreadThatItTurnsAway() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> store.put(KEY, CONTENT)).isInstanceOf(StoreException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(store.get(KEY)).isEmpty();
    }

    private static void assertRefusesLink(ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(StoreException.class).hasMessageContaining("symbolic link");
    }

    private Path root() {
        return folder.resolve("new/store");
    }
}
