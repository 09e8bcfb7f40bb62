package org.dermoscope.camera.overlay;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.dermoscope.camera.client.TimedAnswer;
import org.dermoscope.wire.EvidenceMap;
import org.jspecify.annotations.Nullable;

/** The contributions over the region that they are about: red speaks for the class, blue against, the more opaque the more. */
final class EvidenceLayer {
    private static final double STRONGEST = 150;
    private static final int FOR = 0xff2000;
    private static final int AGAINST = 0x0060ff;

    private EvidenceLayer() {}

    static void draw(Canvas canvas, TimedAnswer timed) {
        @Nullable EvidenceMap evidence = timed.answer().evidence();
        if (evidence == null || evidence.contributions().isEmpty()) {
            return;
        }
        Rectangle region = timed.region();
        canvas.graphics()
                .drawImage(tinted(evidence.contributions()), region.x, region.y, region.width, region.height, null);
    }

    /** One pixel a position; scaling to the region interpolates between them. */
    private static BufferedImage tinted(List<List<Double>> contributions) {
        double largest = contributions.stream()
                .flatMap(List::stream)
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
        int height = contributions.size();
        int width = contributions.get(0).size();
        BufferedImage tint = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double strength = largest == 0 ? 0 : contributions.get(y).get(x) / largest;
                int alpha = (int) Math.round(STRONGEST * Math.abs(strength));
                tint.setRGB(x, y, alpha << 24 | (strength > 0 ? FOR : AGAINST));
            }
        }
        return tint;
    }
}
