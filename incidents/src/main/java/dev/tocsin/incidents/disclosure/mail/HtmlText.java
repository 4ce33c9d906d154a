package dev.tocsin.incidents.disclosure.mail;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// The words of an HTML text, with line ends where a browser would begin a new line. Scripts and styles have no words.
final class HtmlText {
    private static final int LONGEST = 4 << 20;

    private HtmlText() {}

    static String of(String html) {
        var words = new Words();
        try {
            var body = Jsoup.parse(html.length() > LONGEST ? html.substring(0, LONGEST) : html)
                    .body();
            body.select("script, style, template, noscript").remove();
            body.traverse(words);
        } catch (RuntimeException | StackOverflowError fault) {
            return words.text();
        }
        return words.text();
    }

    private static final class Words implements NodeVisitor {
        private final StringBuilder out = new StringBuilder();

        String text() {
            return out.toString()
                    .replaceAll("[ \\t]+\n", "\n")
                    .replaceAll("\n{3,}", "\n\n")
                    .strip();
        }

        @Override
        public void head(Node node, int depth) {
            switch (node) {
                case TextNode text -> words(text.getWholeText());
                case Element element when element.normalName().equals("br") -> out.append('\n');
                case Element element
                when element.isBlock() || element.normalName().equals("tr") -> newLine();
                default -> {}
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (element.normalName().equals("a") && element.hasAttr("href")) {
                    link(element);
                } else if (element.isBlock()) {
                    newLine();
                }
            }
        }

        private void link(Element anchor) {
            var target = anchor.attr("href").strip();
            if (target.startsWith("http") && !anchor.text().contains(target)) {
                out.append(" <").append(target).append('>');
            }
        }

        private void words(String text) {
            var squeezed = text.replaceAll("[\\s\\u00A0]+", " ");
            if (out.isEmpty() || out.charAt(out.length() - 1) == '\n') {
                squeezed = squeezed.stripLeading();
            }
            out.append(squeezed);
        }

        private void newLine() {
            if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
                out.append('\n');
            }
        }
    }
}
