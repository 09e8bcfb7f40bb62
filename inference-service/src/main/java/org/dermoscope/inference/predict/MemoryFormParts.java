package org.dermoscope.inference.predict;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Objects;
import org.dermoscope.web.ApiException;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser.PartHandler;
import org.jboss.resteasy.reactive.server.spi.RuntimeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of one form in memory, under the platform's settings of what is a file and how long a field may be.
 * A field's value is not kept: no route has any.
 */
final class MemoryFormParts implements PartHandler {
    private final RuntimeConfiguration settings;
    private final Charset charset;
    private final FormData form;
    private CaseInsensitiveMap<String> headers = new CaseInsensitiveMap<>();
    private @Nullable String name;
    private @Nullable String fileName;
    private boolean file;
    private boolean open;
    private ByteArrayOutputStream content = new ByteArrayOutputStream(0);

    MemoryFormParts(RuntimeConfiguration settings) {
        this.settings = settings;
        this.charset = settings.body().defaultCharset();
        this.form = new FormData(settings.limits().maxParameters());
    }

    /** Of the parts' headers. */
    String charset() {
        return charset.name();
    }

    FormData form() {
        return form;
    }

    @Override
    public void beginPart(CaseInsensitiveMap<String> partHeaders) {
        open = true;
        headers = partHeaders;
        content = new ByteArrayOutputStream(0);
        String disposition = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.CONTENT_DISPOSITION), "");
        boolean named = disposition.startsWith("form-data");
        name = named ? HeaderUtil.extractQuotedValueFromHeader(disposition, "name") : null;
        fileName = named ? HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, "filename") : null;
        file = named && (fileName != null || isFile(headers.getFirst(HttpHeaders.CONTENT_TYPE)));
    }

    private boolean isFile(@Nullable String contentType) {
        return contentType != null
                && settings.body().multiPart().fileContentTypes().contains(contentType);
    }

    /** Whether a part has begun whose content is what the body has, without an encoding of its own. */
    boolean takesContent() {
        return open && headers.getFirst(MultipartParser.CONTENT_TRANSFER_ENCODING) == null;
    }

    @Override
    public void data(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (!file && content.size() + length > settings.limits().maxFormAttributeSize()) {
            throw new ApiException(
                    413,
                    "body_too_large",
                    "A field of the form is longer than the "
                            + settings.limits().maxFormAttributeSize() + " bytes that are allowed");
        }
        if (content.size() == 0) {
            content = new ByteArrayOutputStream(length);
        }
        content.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
    }

    @Override
    public void endPart() {
        open = false;
        if (file) {
            form.add(name, content.toByteArray(), fileName, headers);
        } else {
            form.add(name, "", charset(), headers);
        }
    }
}
