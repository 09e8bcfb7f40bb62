package org.dermoscope.trainer.evaluation;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Pictures without a display: fonts, colours, and the one place that knows how drawing fails. */
final class ChartCanvas {
    static final Color INK = new Color(0x1F2933);
    static final Color FAINT = new Color(0x6B7785);
    static final Color RULE = new Color(0xD5DBE1);
    static final Color WARNING = new Color(0xB42318);
    /** Three colours that stay apart for colour-blind readers and in print (Okabe and Ito's blue, vermilion, green). */
    static final Color BLUE = new Color(0x0072B2);

    static final Color VERMILION = new Color(0xD55E00);
    static final Color GREEN = new Color(0x009E73);

    private ChartCanvas() {}

    static Font plain(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    static Font bold(int size) {
        return new Font(Font.SANS_SERIF, Font.BOLD, size);
    }

    /**
     * Draws on white, antialiased.
     *
     * @param what for the error, for example {@code confusion matrix}
     * @return an encoded PNG
     * @throws ChartException if the Java runtime cannot draw
     */
    static byte[] png(String what, int width, int height, Consumer<Graphics2D> drawing) {
        try {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            try {
                g.setColor(Color.WHITE);
                g.fillRect(0, 0, width, height);
                g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
                g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
                drawing.accept(g);
            } finally {
                g.dispose();
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            if (!ImageIO.write(image, "png", png)) {
                throw new IOException("this Java runtime has no PNG writer");
            }
            return png.toByteArray();
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // A runtime without fontconfig or without any font fails by a NullPointerException, an InternalError or a
            // missing library, depending on version and platform.
            throw new ChartException(
                    "The " + what + " cannot be drawn (" + e
                            + "); drawing needs a Java runtime with AWT, the libraries fontconfig and freetype, and one font,"
                            + " for example the packages fontconfig and fonts-dejavu-core",
                    e);
        }
    }

    /** Three lines at the top: title, origin, and the warning in red if there is one. */
    static void header(Graphics2D g, int left, String title, ChartCaption caption) {
        g.setColor(INK);
        g.setFont(bold(24));
        g.drawString(title, left, 40);
        g.setColor(FAINT);
        g.setFont(plain(15));
        g.drawString(caption.origin(), left, 66);
        g.setColor(WARNING);
        g.setFont(bold(15));
        g.drawString(caption.warning(), left, 90);
    }

    static void centred(Graphics2D g, String text, double x, double y) {
        g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float)
                (y + (g.getFontMetrics().getAscent() - g.getFontMetrics().getDescent()) / 2.0));
    }
}
