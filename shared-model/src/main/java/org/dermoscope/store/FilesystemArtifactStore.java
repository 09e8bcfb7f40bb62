package org.dermoscope.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Objects as files below one folder; the key is the relative path.
 *
 * <ul>
 *   <li>A write goes to a temporary file on the same file system, is forced to the device and then renamed.
 *   <li>Writes and deletions exclude each other between threads and between processes, so conditional writes hold under
 *       races. Processes on different hosts exclude each other as far as the file system passes file locks on.
 *   <li>The entity tag is the SHA-256 of the content in hex, so equal content has an equal tag.
 *   <li>A symbolic link below the folder is never followed: its key is refused, and listings leave it out.
 *   <li>Files whose names are no keys are left alone. The store keeps its own under {@value StoreFolder#RESERVED}.
 * </ul>
 *
 * <p>A thread that is interrupted gets a {@link StoreException} and keeps its interrupt flag. Keys that differ only in
 * case need a file system that tells them apart. The store holds nothing open between calls: closing has no effect.
 */
public final class FilesystemArtifactStore implements ArtifactStore {
    private static final Pattern NO_SPACE = Pattern.compile("No space left on device|Disk quota exceeded");

    private final StoreFolder folder;
    private final WriteLock lock;
    private final ContentTags tags = new ContentTags();

    /**
     * Creates the folder where it is missing and removes what crashed writers left in it.
     *
     * @param root may be a symbolic link itself
     */
    public FilesystemArtifactStore(Path root) {
        try {
            folder = StoreFolder.open(root);
            lock = new WriteLock(folder);
            StagedFile.removeLeftovers(folder);
        } catch (IOException e) {
            throw failure("open the store", root.toString(), e);
        }
    }

    @Override
    public String put(ArtifactKey key, byte[] content) {
        return call("put", key, () -> {
            write(key, content, () -> true);
            return ContentTags.of(content);
        });
    }

    @Override
    public Optional<String> putIfAbsent(ArtifactKey key, byte[] content) {
        return call("put if absent", key, () -> {
            boolean written = !folder.holds(key) && write(key, content, () -> !folder.holds(key));
            return written ? Optional.of(ContentTags.of(content)) : Optional.empty();
        });
    }

    @Override
    public Optional<String> putIfMatch(ArtifactKey key, byte[] content, String entityTag) {
        return call("put if match", key, () -> {
            boolean written = write(
                    key,
                    content,
                    () -> folder.holds(key) && ContentTags.of(folder.file(key)).equals(entityTag));
            return written ? Optional.of(ContentTags.of(content)) : Optional.empty();
        });
    }

    @Override
    public Optional<StoredArtifact> get(ArtifactKey key) {
        return call("get", key, () -> {
            if (!folder.holds(key)) {
                return Optional.empty();
            }
            try {
                byte[] content = folder.read(key);
                return Optional.of(new StoredArtifact(key, content, ContentTags.of(content)));
            } catch (NoSuchFileException deletedMeanwhile) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<ArtifactInfo> head(ArtifactKey key) {
        return call("head", key, () -> describe(key));
    }

    /** Not a snapshot: an object that is written or deleted meanwhile may or may not be in it. */
    @Override
    public List<ArtifactInfo> list(ArtifactKey prefix) {
        return call("list", prefix, () -> {
            List<ArtifactInfo> found = new ArrayList<>();
            for (ArtifactKey key : folder.keysBelow(prefix)) {
                describe(key).ifPresent(found::add);
            }
            return found;
        });
    }

    @Override
    public void delete(ArtifactKey key) {
        call(
                "delete",
                key,
                () -> lock.holding(() -> {
                    folder.remove(key);
                    return key;
                }));
    }

    @Override
    public String location() {
        return folder.root().toString();
    }

    @Override
    public void close() {}

    /** The slow part, writing the bytes, is done before the lock is taken. */
    private boolean write(ArtifactKey key, byte[] content, IoAction<Boolean> condition) throws IOException {
        try (StagedFile staged = StagedFile.write(folder, content)) {
            return lock.holding(() -> {
                if (!condition.run()) {
                    return false;
                }
                staged.moveTo(key);
                return true;
            });
        }
    }

    private Optional<ArtifactInfo> describe(ArtifactKey key) throws IOException {
        if (!folder.holds(key)) {
            return Optional.empty();
        }
        try {
            ContentTags.Tagged tagged = tags.current(folder.file(key));
            return Optional.of(new ArtifactInfo(key, tagged.entityTag(), tagged.size()));
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    private <T> T call(String operation, ArtifactKey key, IoAction<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw failure("%s '%s'".formatted(operation, key), location(), e);
        }
    }

    private static StoreException failure(String what, String location, IOException cause) {
        String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new StoreException("Cannot %s in %s: %s".formatted(what, location, reason), problem(reason), cause);
    }

    /** Java has no type for it, only the operating system's text. */
    private static StoreException.Problem problem(String reason) {
        return NO_SPACE.matcher(reason).find() ? StoreException.Problem.FULL : StoreException.Problem.OTHER;
    }
}
