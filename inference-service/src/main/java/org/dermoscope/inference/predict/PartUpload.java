package org.dermoscope.inference.predict;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.dermoscope.web.ApiException;
import org.jboss.resteasy.reactive.server.multipart.FileItem;
import org.jboss.resteasy.reactive.server.multipart.FormValue;

/**
 * A part of a multipart request. The file that it lies in is removed by the server when the request ends; the name that
 * the client gave it is not used.
 */
record PartUpload(FormValue part) implements Upload {
    @Override
    public byte[] read(long maxBytes) {
        if (!part.isFileItem()) {
            throw ApiException.badRequest(
                    "not_a_file",
                    "Part '" + ImageParts.FIELD
                            + "' is a text field; allowed: a file, with a file name or an image content type");
        }
        FileItem file = part.getFileItem();
        try (InputStream content = file.getInputStream()) {
            long size = file.getFileSize();
            if (size > maxBytes) {
                throw UploadDecoder.tooManyBytes(size, maxBytes);
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading an uploaded file of this request", e);
        }
    }
}
