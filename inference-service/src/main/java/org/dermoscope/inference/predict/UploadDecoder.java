package org.dermoscope.inference.predict;

import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.InvalidImageException;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.web.ApiException;

/** From an upload to pixels; what is refused gets its status here. Thread-safe. */
public final class UploadDecoder {
    private final ImageDecoder decoder;

    public UploadDecoder(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /** @throws ApiException 400 for no content, 413 for too much, 415 for no image, 422 for a broken one */
    public RgbImage decode(Upload upload) {
        try {
            return decoder.decode(upload.read(decoder.limits().maxBytes()));
        } catch (InvalidImageException e) {
            throw refusal(e);
        }
    }

    static ApiException tooManyBytes(long size, long maxBytes) {
        return new ApiException(
                413, "image_too_large", "The image has " + size + " bytes; allowed: at most " + maxBytes);
    }

    private static ApiException refusal(InvalidImageException e) {
        int status = switch (e.reason()) {
            case EMPTY -> 400;
            case UNSUPPORTED_TYPE -> 415;
            case UNREADABLE -> 422;
            case TOO_MANY_BYTES, TOO_MANY_PIXELS -> 413;
        };
        return new ApiException(status, e.reason().code(), e.getMessage() + "");
    }
}
