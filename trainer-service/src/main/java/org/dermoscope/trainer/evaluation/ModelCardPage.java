package org.dermoscope.trainer.evaluation;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/** A model card as one HTML page that needs nothing else: no script, no request, its pictures inside. Thread-safe. */
public final class ModelCardPage {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();
    private static final String STYLE = """
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1f2933; background: #fff;
                   font: 1rem/1.5 system-ui, sans-serif; }
            h1, h2, h3 { line-height: 1.25; margin: 2rem 0 .75rem; overflow-wrap: anywhere; }
            h2 { border-bottom: 1px solid #d5dbe1; padding-bottom: .25rem; }
            table { border-collapse: collapse; display: block; overflow-x: auto; margin: 1rem 0; font-size: .875rem; }
            th, td { border: 1px solid #d5dbe1; padding: .25rem .6rem; }
            th { background: #f4f6f8; }
            img { max-width: 100%; height: auto; border: 1px solid #d5dbe1; }
            blockquote { margin: 1rem 0; padding: .25rem 1rem; border-left: .3rem solid #b42318; background: #fef3f2; }
            code { background: #f4f6f8; padding: .1rem .25rem; overflow-wrap: anywhere; }
            pre { background: #f4f6f8; padding: .75rem 1rem; overflow-x: auto; }
            @media print { body { max-width: none; } table { display: table; } img { break-inside: avoid; } }
            """;

    /** So that nothing that found its way into a card can run or ask for anything. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';" + " form-action 'none'";

    private ModelCardPage() {}

    /**
     * @param card Markdown, beginning with its title
     * @param objects of the checkpoint, by name; those that the card shows as pictures are put into the page
     */
    public static String write(String card, Map<String, byte[]> objects) {
        Node document = PARSER.parse(card);
        document.accept(new PictureEmbedding(objects));
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title(card)
                + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n" + RENDERER.render(document)
                + "</body>\n</html>\n";
    }

    private static String title(String card) {
        return card.lines()
                .findFirst()
                .orElse("")
                .replace("# ", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;");
    }

    private static final class PictureEmbedding extends AbstractVisitor {
        private final Map<String, byte[]> objects;

        PictureEmbedding(Map<String, byte[]> objects) {
            this.objects = objects;
        }

        @Override
        public void visit(Image image) {
            byte @Nullable [] png = objects.get(image.getDestination());
            if (png != null) {
                image.setDestination(
                        "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
            }
            visitChildren(image);
        }
    }
}
