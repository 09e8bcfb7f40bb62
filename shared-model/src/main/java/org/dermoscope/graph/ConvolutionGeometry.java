package org.dermoscope.graph;

/**
 * Where a kernel is applied, and to which channels.
 *
 * @param stride positions from one application to the next, in both directions, at least 1
 * @param groups into which the input's and the output's channels are divided, each connected within itself only; 1 for a
 *     dense convolution, the number of channels for a depthwise one
 */
public record ConvolutionGeometry(int stride, Padding padding, int groups) {
    /** Of stride 1, over all channels. */
    public static ConvolutionGeometry dense(int padding) {
        return new ConvolutionGeometry(1, Padding.even(padding), 1);
    }

    /** Of the output. */
    public TensorSize size(TensorSize input, Kernel.Size kernel) {
        return new TensorSize(
                kernel.out(),
                (input.height() + padding.top() + padding.bottom() - kernel.height()) / stride + 1,
                (input.width() + padding.left() + padding.right() - kernel.width()) / stride + 1);
    }
}
