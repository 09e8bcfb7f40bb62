package org.dermoscope.imaging;

/** Reads what has to be known of one image type before it is decoded. Stateless. */
interface HeaderReader {
    /** Whether the content begins with this type's signature. */
    boolean recognizes(byte[] content);

    /**
     * Reads size and orientation, and walks the container to its end: decoders return partial pictures for some
     * truncated files.
     *
     * @throws InvalidImageException if the file is cut off or its structure is broken
     */
    ImageHeader read(ByteView content) throws InvalidImageException;

    /** Whether the content begins with these bytes, one a character. */
    static boolean startsWith(byte[] content, String signature) {
        return matches(content, 0, signature);
    }

    /** Whether these bytes, one a character, stand at the offset. */
    static boolean matches(byte[] content, int at, String signature) {
        if (content.length < at + signature.length()) {
            return false;
        }
        for (int i = 0; i < signature.length(); i++) {
            if ((content[at + i] & 0xff) != signature.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
