package dev.tocsin.incidents.delivery.twilio;

import java.util.Optional;

/// Answers in [TwiML](https://www.twilio.com/docs/messaging/twiml), the XML that tells Twilio what to say back.
final class Twiml {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>";

    private Twiml() {}

    /// Sends `text` back to who wrote; without one, Twilio stays silent.
    static String reply(Optional<String> text) {
        return HEAD
                + text.map(words -> "<Message>" + escaped(words) + "</Message>").orElse("")
                + "</Response>";
    }

    /// Reads `text` out twice and waits for a key each time, which is posted to `action`; then hangs up.
    static String asking(String text, String action) {
        var words = escaped(text + ". Press 4 to acknowledge, 5 to escalate, 6 to resolve.");
        var once = "<Gather input=\"dtmf\" numDigits=\"1\" timeout=\"8\" action=\"%s\"><Say>%s</Say></Gather>"
                .formatted(escaped(action), words);
        return HEAD + once + once + "<Say>Nobody pressed a key. Good bye.</Say></Response>";
    }

    /// Says `text` and hangs up.
    static String saying(String text) {
        return HEAD + "<Say>" + escaped(text) + "</Say></Response>";
    }

    /// XML 1.0 has no way to write most control characters or half a surrogate pair, so these become `?`.
    private static String escaped(String text) {
        var xml = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\'' -> xml.append("&apos;");
                default -> xml.appendCodePoint(isXml(point) ? point : '?');
            }
        });
        return xml.toString();
    }

    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
