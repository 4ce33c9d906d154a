package dev.tocsin.incidents.disclosure.mail;

/// Joins the lines of `format=flowed` (RFC 3676): one that ends with a space goes on in the next, unless the depth of
/// quotation differs or it is the mark before a signature.
final class FlowedText {
    private FlowedText() {}

    /// @param deleteSpace `delsp=yes`: the space that marks the break is none of the text
    static String unfold(String text, boolean deleteSpace) {
        var out = new StringBuilder(text.length());
        var depth = -1;
        var flowing = false;
        for (var line : text.split("\r?\n", -1)) {
            var quotes = 0;
            while (quotes < line.length() && line.charAt(quotes) == '>') {
                quotes++;
            }
            var rest = line.substring(quotes);
            var words = rest.startsWith(" ") ? rest.substring(1) : rest;
            var mark = words.equals("-- ");
            if (!flowing || quotes != depth || mark) {
                if (depth >= 0) {
                    out.append('\n');
                }
                out.append(">".repeat(quotes)).append(quotes > 0 && !words.isEmpty() ? " " : "");
            }
            flowing = words.endsWith(" ") && !mark;
            depth = quotes;
            out.append(flowing && deleteSpace ? words.substring(0, words.length() - 1) : words);
        }
        return out.toString();
    }
}
