package org.dermoscope.inference.predict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dermoscope.web.ApiException;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/** The parts named {@value #FIELD} of a multipart request, in its order. */
final class ImageParts {
    static final String FIELD = "image";

    private static final int NAMES_SHOWN = 10;
    private static final int NAME_LENGTH_SHOWN = 40;

    private ImageParts() {}

    /** @throws ApiException 400 unless there is exactly one */
    static Upload single(MultipartFormDataInput form) {
        List<Upload> uploads = all(form);
        if (uploads.size() > 1) {
            throw ApiException.badRequest(
                    "several_images",
                    "The request has " + uploads.size() + " parts named '" + FIELD
                            + "'; allowed: 1, or use /predict_batch");
        }
        return uploads.get(0);
    }

    /** @throws ApiException 400 for none or a part of another name, 413 for more than allowed */
    static List<Upload> several(MultipartFormDataInput form, int max) {
        List<Upload> uploads = all(form);
        if (uploads.size() > max) {
            throw new ApiException(
                    413, "too_many_images", "The request has " + uploads.size() + " images; allowed: at most " + max);
        }
        return uploads;
    }

    private static List<Upload> all(MultipartFormDataInput form) {
        Map<String, Collection<FormValue>> values = form.getValues();
        Collection<FormValue> images = values.getOrDefault(FIELD, List.of());
        List<String> others =
                values.keySet().stream().filter(name -> !FIELD.equals(name)).toList();
        if (images.isEmpty() || !others.isEmpty()) {
            throw ApiException.badRequest(
                    images.isEmpty() ? "missing_field" : "unknown_field",
                    (images.isEmpty()
                                    ? "No part is named '" + FIELD + "'; "
                                    : "Only parts named '" + FIELD + "' are allowed; ")
                            + "the request has " + shown(others));
        }
        List<Upload> uploads = new ArrayList<>(images.size());
        images.forEach(part -> uploads.add(new PartUpload(part)));
        return uploads;
    }

    private static String shown(List<String> names) {
        if (names.isEmpty()) {
            return "no part";
        }
        List<String> shown =
                names.stream().limit(NAMES_SHOWN).map(ImageParts::quoted).toList();
        return "parts named " + String.join(", ", shown) + (names.size() > NAMES_SHOWN ? " and others" : "");
    }

    private static String quoted(@Nullable String name) {
        if (name == null) {
            return "(nothing)";
        }
        return "'" + (name.length() <= NAME_LENGTH_SHOWN ? name : name.substring(0, NAME_LENGTH_SHOWN) + "...") + "'";
    }
}
