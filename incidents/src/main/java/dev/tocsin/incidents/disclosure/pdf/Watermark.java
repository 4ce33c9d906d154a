package dev.tocsin.incidents.disclosure.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/// Says on each page of a document whose copy it is: across the page, pale, and at its foot.
public final class Watermark {
    private static final PDType1Font FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    private static final float PALE = 0.18f;
    private static final float SMALL = 8;
    private static final float LARGEST = 48;
    private static final float UNITS = 1_000;

    private Watermark() {}

    /// A copy of `pdf` with these words on each page.
    /// @throws IOException when `pdf` is none
    public static byte[] on(byte[] pdf, String words) throws IOException {
        var plain = words.replaceAll("[^\\x20-\\x7E]", "?");
        try (var document = Loader.loadPDF(pdf)) {
            for (var page : document.getPages()) {
                mark(document, page, plain);
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void mark(PDDocument document, PDPage page, String words) throws IOException {
        var box = page.getCropBox();
        var diagonal = Math.hypot(box.getWidth(), box.getHeight());
        var width = FONT.getStringWidth(words) / UNITS;
        var size = (float) Math.min(LARGEST, diagonal * 0.8 / width);
        var angle = Math.atan2(box.getHeight(), box.getWidth());
        try (var content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
            var pale = new PDExtendedGraphicsState();
            pale.setNonStrokingAlphaConstant(PALE);
            content.setGraphicsStateParameters(pale);
            var away = (diagonal - size * width) / 2;
            write(
                    content,
                    words,
                    size,
                    Matrix.getRotateInstance(angle, (float) (box.getLowerLeftX() + away * Math.cos(angle)), (float)
                            (box.getLowerLeftY() + away * Math.sin(angle))));
        }
        try (var content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
            write(
                    content,
                    words,
                    SMALL,
                    Matrix.getTranslateInstance(box.getLowerLeftX() + SMALL, box.getLowerLeftY() + SMALL));
        }
    }

    private static void write(PDPageContentStream content, String words, float size, Matrix place) throws IOException {
        content.beginText();
        content.setFont(FONT, size);
        content.setTextMatrix(place);
        content.showText(words);
        content.endText();
    }
}
