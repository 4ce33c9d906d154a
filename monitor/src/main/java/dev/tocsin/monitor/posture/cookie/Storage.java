package dev.tocsin.monitor.posture.cookie;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.monitor.posture.name.Ascii;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.posture.name.PublicSuffixes;
import java.util.ArrayList;
import java.util.List;

/// Whether a browser keeps a cookie (RFC 6265bis, 5.7), and if not, all the reasons.
final class Storage {

    private static final int LONGEST_PAIR = 4096;
    static final String HOST_PREFIX = "__host-";
    static final String SECURE_PREFIX = "__secure-";

    private Storage() {}

    /// Empty when it is kept.
    static List<CookieIssue> refusals(String field, SetCookie cookie, String host, boolean overHttps) {
        var refusals = new ArrayList<CookieIssue>();
        if (field.chars().anyMatch(Storage::control)) {
            refusals.add(CookieIssue.CONTROL_CHARACTER);
        }
        if (octets(cookie.name()) + octets(cookie.value()) > LONGEST_PAIR) {
            refusals.add(CookieIssue.TOO_LARGE);
        }
        if (cookie.name().isEmpty() && cookie.value().isEmpty()) {
            refusals.add(CookieIssue.EMPTY);
        }
        var hostOnly = hostOnly(cookie, host, refusals);
        if (cookie.secure() && !overHttps) {
            refusals.add(CookieIssue.SECURE_OVER_HTTP);
        }
        if (cookie.sameSite() == SetCookie.SameSite.NONE && !cookie.secure()) {
            refusals.add(CookieIssue.NONE_NEEDS_SECURE);
        }
        prefix(cookie, hostOnly, refusals);
        return refusals;
    }

    static int octets(String text) {
        return text.getBytes(UTF_8).length;
    }

    /// All control characters but the tab.
    private static boolean control(int sign) {
        return (sign < ' ' && sign != '\t') || sign == 127;
    }

    /// Whether only the host itself gets the cookie back: it names no domain, or it lies on a public suffix
    /// itself.
    private static boolean hostOnly(SetCookie cookie, String host, List<CookieIssue> refusals) {
        var written = cookie.last("domain").orElse("");
        var domain = written.startsWith(".") ? written.substring(1) : written;
        if (domain.isEmpty()) {
            return true;
        }
        if (domain.chars().anyMatch(sign -> sign > 127)) {
            refusals.add(CookieIssue.FOREIGN_DOMAIN);
            return false;
        }
        var own = HostName.parse(host);
        var named = HostName.parse(domain).filter(name -> name.ascii().equals(Ascii.lower(domain)));
        if (own.isEmpty() || named.isEmpty()) {
            // An address may only name itself.
            if (!Ascii.same(domain, host)) {
                refusals.add(CookieIssue.FOREIGN_DOMAIN);
            }
            return false;
        }
        if (PublicSuffixes.isPublic(named.get())) {
            if (named.equals(own)) {
                return true;
            }
            refusals.add(CookieIssue.PUBLIC_SUFFIX);
        } else if (!own.get().within(named.get())) {
            refusals.add(CookieIssue.FOREIGN_DOMAIN);
        }
        return false;
    }

    private static void prefix(SetCookie cookie, boolean hostOnly, List<CookieIssue> refusals) {
        var name = Ascii.lower(cookie.name());
        if (name.isEmpty()) {
            var value = Ascii.lower(cookie.value());
            if (value.startsWith(HOST_PREFIX) || value.startsWith(SECURE_PREFIX)) {
                refusals.add(CookieIssue.IMITATED_PREFIX);
            }
            return;
        }
        if (name.startsWith(SECURE_PREFIX) && !cookie.secure()) {
            refusals.add(CookieIssue.SECURE_PREFIX_BROKEN);
        }
        var rooted = cookie.last("path").filter(path -> path.equals("/")).isPresent();
        if (name.startsWith(HOST_PREFIX) && !(cookie.secure() && hostOnly && rooted)) {
            refusals.add(CookieIssue.HOST_PREFIX_BROKEN);
        }
    }
}
