package dev.tocsin.statuspage.subscribers;

import dev.tocsin.monitor.guard.AddressRule;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which addresses can be written to at all.
final class Addresses {
    private static final Pattern MAIL = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}))+");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private Addresses() {}

    /// The address as it is kept; empty when it is none.
    static Optional<String> normal(Way way, String typed) {
        var text = typed.strip();
        return switch (way) {
            case EMAIL ->
                Optional.of(text)
                        .filter(one -> one.length() <= 254 && MAIL.matcher(one).matches())
                        .map(one -> one.substring(0, one.lastIndexOf('@'))
                                + one.substring(one.lastIndexOf('@')).toLowerCase(Locale.ROOT));
            case SMS ->
                Optional.of(text.replaceAll("[ ()./-]", ""))
                        .filter(one -> PHONE.matcher(one).matches());
            case WEBHOOK, SLACK, TEAMS -> url(text);
        };
    }

    private static Optional<String> url(String text) {
        try {
            var url = URI.create(text);
            var host = url.getHost();
            return text.length() <= 500
                            && "https".equalsIgnoreCase(url.getScheme())
                            && host != null
                            && url.getUserInfo() == null
                            && AddressRule.INTERNET.refusal(host).isEmpty()
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /// The network that an address belongs to: what one provider hands to one customer.
    static String network(String remote) {
        try {
            // A literal: no name is looked up.
            var bytes = InetAddress.getByName(remote).getAddress();
            var kept = bytes.length == 4 ? 3 : 8;
            return HexFormat.of().formatHex(bytes, 0, kept) + "/" + kept * 8;
        } catch (UnknownHostException none) {
            return "unknown";
        }
    }

    /// Enough to recognise an address that is typed again, and nothing to write to.
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java knows SHA-256, this one does not", impossible);
        }
    }
}
