package org.dermoscope.pretrained;

import net.razorvine.pickle.PickleException;

/**
 * What a pickle of PyTorch says of a storage, whose elements lie beside the pickle.
 *
 * @param key under which
 * @param elements how many
 */
record PickledStorage(ElementType type, String key, long elements) {
    private static final String KIND = "storage";

    /**
     * @param id {@code ("storage", type, key, device, elements)} and, in the older format, a view that must be absent
     * @throws PickleException if it is something else
     */
    static PickledStorage of(Object[] id) {
        if (id.length < 5
                || id.length > 6
                || !KIND.equals(id[0])
                || !(id[1] instanceof ElementType type)
                || !(id[2] instanceof String key)
                || !(id[4] instanceof Number elements)
                || id.length == 6 && id[5] != null) {
            throw new PickleException("a storage that is none");
        }
        return new PickledStorage(type, key, elements.longValue());
    }
}
