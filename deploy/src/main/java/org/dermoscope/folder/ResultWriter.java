package org.dermoscope.folder;

import java.io.Closeable;
import java.io.IOException;

/** Where rows go, one after the other; closing finishes the file. */
interface ResultWriter extends Closeable {
    void write(ClassifiedFile row) throws IOException;
}
