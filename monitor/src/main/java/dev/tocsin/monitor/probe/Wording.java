package dev.tocsin.monitor.probe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// How durations, addresses and what strangers send are put into sentences.
public final class Wording {

    private static final int LONGEST = 200;

    private Wording() {}

    /// `340 ms`, `2.31 s`, `10 s`.
    public static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        var seconds = BigDecimal.valueOf(duration.toMillis(), 3)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }

    /// A long stretch in its one fitting unit: `2 d`, `3 h`, `5 min`, `20 s`.
    public static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
    }

    /// `127.0.0.1:8443`, `[::1]:8443`; without a port, which is 0, `127.0.0.1` and `::1`.
    public static String address(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        var host = ip == null ? address.getHostString() : ip.getHostAddress();
        if (address.getPort() == 0) {
            return host;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    public static String quoted(String text) {
        return "\"" + cut(text) + "\"";
    }

    /// What fits a sentence, and no more.
    public static String cut(String text) {
        return printable(text, LONGEST);
    }

    /// At most `length` characters of what a stranger sent. Control characters and halves of surrogate pairs give way
    /// to U+FFFD: neither a terminal nor PostgreSQL's text takes them.
    public static String printable(String text, int length) {
        if (text.length() <= length && plain(text)) {
            return text;
        }
        var shown = new StringBuilder(Math.min(text.length(), length));
        for (var i = 0; i < text.length() && shown.length() < length; ) {
            var sign = text.codePointAt(i);
            i += Character.charCount(sign);
            var readable = !Character.isISOControl(sign) || sign == '\n' || sign == '\t' || sign == '\r';
            var whole = sign < Character.MIN_SURROGATE || sign > Character.MAX_SURROGATE;
            shown.appendCodePoint(readable && whole ? sign : '\uFFFD');
        }
        if (text.length() > length) {
            shown.setLength(length - 1);
            if (Character.isHighSurrogate(shown.charAt(length - 2))) {
                shown.setLength(length - 2);
            }
            shown.append('…');
        }
        return shown.toString();
    }

    /// Whether all of it is printable ASCII, which nearly everything is.
    private static boolean plain(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
