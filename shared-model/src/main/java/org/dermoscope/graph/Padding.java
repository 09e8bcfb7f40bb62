package org.dermoscope.graph;

/** Rows and columns of zeros around a tensor. */
public record Padding(int top, int left, int bottom, int right) {
    public static final Padding NONE = even(0);

    /** As many on each side. */
    public static Padding even(int each) {
        return new Padding(each, each, each, each);
    }

    /**
     * TensorFlow's "same": a kernel moved by a stride then gives {@code ceil(size / stride)} positions. Where an odd number
     * of rows or columns is needed, the last side has one more.
     *
     * @param height of the tensor, in positions
     * @param width of the tensor, in positions
     * @param kernel height and width of the kernel
     */
    public static Padding same(int height, int width, int kernel, int stride) {
        int rows = total(height, kernel, stride);
        int columns = total(width, kernel, stride);
        return new Padding(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
    }

    private static int total(int size, int kernel, int stride) {
        int positions = (size + stride - 1) / stride;
        return Math.max(0, (positions - 1) * stride + kernel - size);
    }

    /** Whether opposite sides have as many. */
    public boolean symmetric() {
        return top == bottom && left == right;
    }
}
