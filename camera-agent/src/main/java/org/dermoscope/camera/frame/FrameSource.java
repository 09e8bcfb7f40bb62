package org.dermoscope.camera.frame;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** An opened source. One thread opens, reads and closes it; closing frees its native memory. */
public interface FrameSource extends AutoCloseable {
    /**
     * The next picture, {@code TYPE_3BYTE_BGR} and not written to again; waits for it. Null at the end.
     *
     * @throws SourceException if there is none and this is not the regular end
     */
    @Nullable
    BufferedImage read() throws SourceException;

    /** Of the source itself; 0 if it does not say. */
    double framesPerSecond();

    /** How many pictures its header promises; 0 if it does not say. */
    long promisedFrames();

    @Override
    void close();
}
