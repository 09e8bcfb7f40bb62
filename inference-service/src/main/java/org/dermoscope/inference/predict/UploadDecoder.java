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
        String sentence = e.getMessage() + "";
        return switch (e.reason()) {
            case EMPTY -> ApiException.badRequest("empty_image", sentence);
            case UNSUPPORTED_TYPE -> new ApiException(415, "unsupported_image_type", sentence);
            case UNREADABLE -> new ApiException(422, "unreadable_image", sentence);
            case TOO_MANY_BYTES -> new ApiException(413, "image_too_large", sentence);
            case TOO_MANY_PIXELS -> new ApiException(413, "too_many_pixels", sentence);
        };
    }
}
