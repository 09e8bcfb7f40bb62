package org.dermoscope.store;

import java.io.IOException;

/** A step that reads or writes files. */
@FunctionalInterface
interface IoAction<T> {
    T run() throws IOException;
}
