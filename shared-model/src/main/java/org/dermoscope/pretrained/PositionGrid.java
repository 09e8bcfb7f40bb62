package org.dermoscope.pretrained;

import java.util.List;

/**
 * One vector for each place of an image as files of Vision Transformers have them, {@code [1, 1 + n * n, C]}: first that of
 * the class token, which is left out, then those of a square grid, row by row.
 */
final class PositionGrid {
    private PositionGrid() {}

    /** @param shape of the parameter, {@code [C, h, w]} */
    static boolean fits(List<Long> file, List<Long> shape) {
        return file.size() == 3
                && file.get(0) == 1
                && file.get(1) > 1
                && side(file.get(1)) * side(file.get(1)) == file.get(1) - 1
                && file.get(2).equals(shape.get(0));
    }

    private static long side(long vectors) {
        return Math.round(Math.sqrt(vectors - 1.0));
    }

    /**
     * The grid in another size, row-major, by linear interpolation between the centres of its cells; beyond the outermost
     * centres the values stay as they are there.
     *
     * @param file values of a tensor that {@link #fits}
     * @param shape of the parameter, {@code [C, h, w]}
     */
    static float[] resized(float[] file, List<Long> shape) {
        int channels = (int) (long) shape.get(0);
        int height = (int) (long) shape.get(1);
        int width = (int) (long) shape.get(2);
        int side = (int) side(file.length / channels);
        float[] resized = new float[channels * height * width];
        for (int y = 0; y < height; y++) {
            Place row = Place.of(y, height, side);
            for (int x = 0; x < width; x++) {
                Place column = Place.of(x, width, side);
                for (int c = 0; c < channels; c++) {
                    int firstRow = 1 + row.first() * side;
                    int secondRow = 1 + row.second() * side;
                    double above = column.between(
                            file[(firstRow + column.first()) * channels + c],
                            file[(firstRow + column.second()) * channels + c]);
                    double below = column.between(
                            file[(secondRow + column.first()) * channels + c],
                            file[(secondRow + column.second()) * channels + c]);
                    resized[(c * height + y) * width + x] = (float) row.between(above, below);
                }
            }
        }
        return resized;
    }

    /**
     * Where a cell of one row lies in a row of another length.
     *
     * @param share of the second, in [0, 1)
     */
    private record Place(int first, int second, double share) {
        static Place of(int index, int length, int otherLength) {
            double place = Math.max(0, (index + 0.5) * otherLength / length - 0.5);
            int first = (int) place;
            return new Place(first, Math.min(first + 1, otherLength - 1), place - first);
        }

        double between(double atFirst, double atSecond) {
            return atFirst + share * (atSecond - atFirst);
        }
    }
}
