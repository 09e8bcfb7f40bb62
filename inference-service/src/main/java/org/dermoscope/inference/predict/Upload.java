package org.dermoscope.inference.predict;

import org.dermoscope.web.ApiException;

/** One image as it came, not yet read. */
public interface Upload {
    /**
     * The encoded image.
     *
     * @param maxBytes more are refused without being read
     * @throws ApiException if it is no file or too large
     */
    byte[] read(long maxBytes);
}
