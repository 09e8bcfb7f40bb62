package org.dermoscope.onednn;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Native objects that are given back together, the latest first. Not thread-safe. */
final class Owner implements AutoCloseable {
    /** Of a cache line, so that no vector is read from two. */
    private static final long ALIGNMENT = 64;

    private final Deque<Pointer> owned = new ArrayDeque<>();

    <T extends Pointer> T own(T pointer) {
        owned.push(pointer);
        return pointer;
    }

    /** Memory that is not initialised. */
    BytePointer bytes(long size) {
        BytePointer all = own(new BytePointer(size + ALIGNMENT));
        return new BytePointer(all).position((ALIGNMENT - all.address() % ALIGNMENT) % ALIGNMENT);
    }

    @Override
    public void close() {
        owned.forEach(Pointer::close);
        owned.clear();
    }
}
