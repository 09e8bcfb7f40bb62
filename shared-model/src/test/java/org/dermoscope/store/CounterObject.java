package org.dermoscope.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;

/** An object that holds a number in decimal, raised by conditional writes. */
final class CounterObject {
    private CounterObject() {}

    /** Tries until its own write is the one that replaced the version that it read. */
    static void increment(ArtifactStore store, ArtifactKey key) {
        boolean written = false;
        while (!written) {
            StoredArtifact current = store.get(key).orElseThrow();
            int next = Integer.parseInt(new String(current.content(), UTF_8)) + 1;
            written = store.putIfMatch(key, String.valueOf(next).getBytes(UTF_8), current.entityTag())
                    .isPresent();
        }
    }

    /**
     * A process of its own that works on a filesystem store: tries to create {@code race/0 …}, prints {@code won N} for each
     * it created, and raises the counter once per round.
     *
     * @param arguments folder of the store, name of this process, number of rounds
     */
    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[2]);
        try (ArtifactStore store = new FilesystemArtifactStore(Path.of(arguments[0]))) {
            for (int round = 0; round < rounds; round++) {
                ArtifactKey key = ArtifactKey.of("race", String.valueOf(round));
                if (store.putIfAbsent(key, arguments[1].getBytes(UTF_8)).isPresent()) {
                    System.out.println("won " + round);
                }
                increment(store, new ArtifactKey("counter"));
            }
        }
    }
}
