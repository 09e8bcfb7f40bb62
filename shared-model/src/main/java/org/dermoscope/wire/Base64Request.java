package org.dermoscope.wire;

import org.jspecify.annotations.Nullable;

/**
 * An image in JSON.
 *
 * @param image the encoded file in base64, with or without a {@code data:} URI prefix; required, null only when the
 *     client left it out
 */
public record Base64Request(@Nullable String image) {}
