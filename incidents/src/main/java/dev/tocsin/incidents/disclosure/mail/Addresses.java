package dev.tocsin.incidents.disclosure.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads lists of mailboxes (RFC 5322, 3.4) as they come: with comments, groups, names without quotes, and without the
/// commas that should stand between them.
public final class Addresses {
    private static final int MOST = 1_000;
    private static final Pattern BARE = Pattern.compile("[^\\s<>,;:\"()@]+(?:@[^\\s<>,;:\"()@]+)+");

    private final String text;
    private final List<Mailbox> found = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private boolean separated = true;
    private boolean runTogether;
    private int at;

    /// One mailbox.
    ///
    /// @param name what is shown for it; empty when there is none
    /// @param address `local@domain` where it is one, and what stood there where it is not
    public record Mailbox(String name, String address) {
        private static final Pattern USABLE = Pattern.compile("[^\\s<>@]{1,128}@[^\\s<>@]{1,253}");

        /// Whether a mail could be sent there.
        public boolean isUsable() {
            return USABLE.matcher(address).matches();
        }

        /// The part behind the @, in lower case; empty when there is none.
        public String domain() {
            return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        }
    }

    private Addresses(String text) {
        this.text = text;
    }

    /// All mailboxes of this field, in every field of the name.
    public static List<Mailbox> of(Header header, String name) {
        return header.all(name)
                .flatMap(field -> read(field.unfolded()).stream())
                .limit(MOST)
                .toList();
    }

    /// Whether a comma is missing somewhere in a field of this name. Nobody can tell then whom it means; the first
    /// mailbox is read.
    public static boolean areRunTogether(Header header, String name) {
        return header.all(name).anyMatch(field -> {
            var reading = new Addresses(field.unfolded());
            var _ = reading.walk();
            return reading.runTogether;
        });
    }

    /// @param octets one character a byte, still encoded
    static List<Mailbox> read(String octets) {
        return new Addresses(octets).walk();
    }

    private List<Mailbox> walk() {
        while (at < text.length() && found.size() < MOST) {
            var letter = text.charAt(at);
            switch (letter) {
                case '"' -> words.append(quoted());
                case '(' -> comment();
                case '<' -> angle();
                case ',', ';' -> {
                    bare();
                    separated = true;
                    at++;
                }
                case ':' -> group();
                default -> {
                    words.append(letter);
                    at++;
                }
            }
        }
        bare();
        return List.copyOf(found);
    }

    /// The name of a group goes; a colon inside something like an address stays.
    private void group() {
        if (words.indexOf("@") < 0) {
            words.setLength(0);
        } else {
            words.append(':');
        }
        at++;
    }

    private String quoted() {
        var start = at++;
        var inside = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            inside.append(text.charAt(at++));
        }
        at++;
        var isLocalPart = at < text.length() && text.charAt(at) == '@';
        return isLocalPart ? text.substring(start, at) : inside.toString();
    }

    private void comment() {
        var depth = 0;
        while (at < text.length()) {
            var letter = text.charAt(at++);
            if (letter == '\\') {
                at++;
            } else if (letter == '(') {
                depth++;
            } else if (letter == ')' && --depth == 0) {
                return;
            }
        }
    }

    private void angle() {
        var end = text.indexOf('>', at);
        var inside = text.substring(at + 1, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        add(
                words.toString(),
                uncommented(inside).replaceAll("^(@[^:,]*,?)+:", "").replaceAll("\\s+", ""));
        words.setLength(0);
    }

    /// What stood there without angle brackets.
    private void bare() {
        var rest = words.toString().strip();
        words.setLength(0);
        if (rest.isEmpty()) {
            return;
        }
        var tight = rest.replaceAll("\\s*([@.])\\s*", "$1");
        var matcher = BARE.matcher(tight);
        if (tight.startsWith("\"") || !matcher.find()) {
            if (tight.indexOf('@') >= 0) {
                add("", tight);
            }
            return;
        }
        add("", matcher.group());
        runTogether |= matcher.find();
    }

    private void add(String name, String address) {
        if (!separated) {
            runTogether = true;
        } else if (!address.isEmpty() || !name.isBlank()) {
            separated = false;
            found.add(new Mailbox(Clean.line(EncodedWords.decode(name)), Clean.line(EncodedWords.decode(address))));
        }
    }

    private static String uncommented(String text) {
        return text.indexOf('(') < 0 ? text : text.replaceAll("\\([^()]*\\)", "");
    }

    /// The only one of a list, if there is exactly one.
    public static Optional<Mailbox> only(List<Mailbox> mailboxes) {
        return mailboxes.size() == 1 ? Optional.of(mailboxes.getFirst()) : Optional.empty();
    }
}
