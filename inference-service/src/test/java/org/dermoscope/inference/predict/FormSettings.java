package org.dermoscope.inference.predict;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.server.spi.RuntimeConfiguration;

/** The platform's settings that concern forms. */
record FormSettings(long maxFormAttributeSize)
        implements RuntimeConfiguration,
                RuntimeConfiguration.Body,
                RuntimeConfiguration.Body.MultiPart,
                RuntimeConfiguration.Limits {
    @Override
    public Duration readTimeout() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Body body() {
        return this;
    }

    @Override
    public Limits limits() {
        return this;
    }

    @Override
    public boolean deleteUploadedFilesOnEnd() {
        return true;
    }

    @Override
    public String uploadsDirectory() {
        throw new UnsupportedOperationException("No file is written");
    }

    @Override
    public Charset defaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public MultiPart multiPart() {
        return this;
    }

    @Override
    public List<String> fileContentTypes() {
        return List.of("image/png");
    }

    @Override
    public OptionalLong maxBodySize() {
        return OptionalLong.empty();
    }

    @Override
    public int maxParameters() {
        return 1000;
    }
}
