package org.dermoscope.sample;

import java.util.Random;
import org.dermoscope.taxonomy.LesionClass;

/** The colours and structures of one lesion. */
interface LesionTexture {
    /** The colour at a place, over the skin that would show there without the lesion. */
    Rgb over(Rgb skin, LesionPoint point);

    /** The texture of one lesion of a class; the random numbers decide how this one differs from others. */
    static LesionTexture of(LesionClass lesionClass, Random random) {
        return switch (lesionClass) {
            case AKIEC -> new KeratosisTexture(random);
            case BCC -> new BasalCellTexture(random);
            case BKL -> new BenignKeratosisTexture(random);
            case DF -> new DermatofibromaTexture(random);
            case MEL -> new MelanomaTexture(random);
            case NV -> new NevusTexture(random);
            case VASC -> new VascularTexture(random);
        };
    }

    /** The outline that belongs to a class. */
    static LesionOutline outline(LesionClass lesionClass, Random random) {
        return switch (lesionClass) {
            case AKIEC -> new LesionOutline(random, 0.09, 1.6);
            case BCC -> new LesionOutline(random, 0.06, 1.5);
            case BKL -> new LesionOutline(random, 0.05, 1.9);
            case DF -> new LesionOutline(random, 0.03, 1.25);
            case MEL -> new LesionOutline(random, 0.15, 1.8);
            case NV -> new LesionOutline(random, 0.02, 1.3);
            case VASC -> new LesionOutline(random, 0.06, 1.4);
        };
    }
}
