package org.dermoscope.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.dermoscope.sample.SampleDataSet;
import org.dermoscope.sample.SampleSpec;

/**
 * The generated sample, written when it is first asked for. Thread-safe.
 *
 * @param folder of the sample alone
 */
record SampleFolder(Path folder, SampleSpec spec) implements Supplier<Path> {
    /** @throws UncheckedIOException if it cannot be written */
    @Override
    public Path get() {
        try {
            SampleDataSet.write(folder, spec);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("The generated sample cannot be written to " + folder, e);
        }
    }
}
