package dev.tocsin.monitor.posture.name;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A URL as browsers follow it: forgiving of white space, backslashes and letter case, as the URL standard of the
/// WHATWG is and `java.net.URI` is not.
///
/// @param scheme in small letters
/// @param host in its compared form, with brackets around IPv6
/// @param writtenHost as it was written, which some compare as text
/// @param path with the query, beginning with a slash; without the fragment
public record WebUrl(String scheme, String host, String writtenHost, int port, String path) {

    private static final Pattern BREAKS = Pattern.compile("[\\t\\n\\r]");

    private static final int LONGEST = 16_384;

    /// Empty when it is no absolute http or https URL.
    public static Optional<WebUrl> parse(String text) {
        var clean = clean(text);
        var colon = clean.indexOf(':');
        var scheme = colon < 0 ? "" : Ascii.lower(clean.substring(0, colon));
        return clean.length() <= LONGEST && web(scheme) ? of(scheme, clean.substring(colon + 1)) : Optional.empty();
    }

    /// Where `location` leads from here; empty when it leads to nothing on the web.
    public Optional<WebUrl> resolve(String location) {
        var clean = clean(location);
        if (clean.length() > LONGEST) {
            return Optional.empty();
        }
        var scheme = scheme(clean);
        if (scheme.isPresent()) {
            var rest = clean.substring(scheme.get().length() + 1);
            var same = scheme.get().equals(this.scheme) && !slashes(rest);
            return same ? resolve(rest) : web(scheme.get()) ? of(scheme.get(), rest) : Optional.empty();
        }
        if (slashes(clean)) {
            return of(this.scheme, clean);
        }
        var target = clean.isEmpty() || clean.startsWith("#") ? path : relative(clean);
        return Optional.of(new WebUrl(this.scheme, host, writtenHost, port, target));
    }

    private String relative(String text) {
        var bare = beforeQuery(path);
        if (text.startsWith("?")) {
            return bare + withoutFragment(text);
        }
        return text.startsWith("/") || text.startsWith("\\")
                ? normal(text)
                : normal(bare.substring(0, bare.lastIndexOf('/') + 1) + text);
    }

    private static Optional<WebUrl> of(String scheme, String rest) {
        var start = 0;
        while (start < rest.length() && (rest.charAt(start) == '/' || rest.charAt(start) == '\\')) {
            start++;
        }
        var end = start;
        while (end < rest.length() && "/\\?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        var authority = rest.substring(start, end);
        var place = authority.substring(authority.lastIndexOf('@') + 1);
        var colon = place.lastIndexOf(':');
        var ported = colon > place.lastIndexOf(']');
        var written = ported ? place.substring(0, colon) : place;
        var port = port(ported ? place.substring(colon + 1) : "", scheme);
        var host = host(written);
        return host.isEmpty() || port.isEmpty()
                ? Optional.empty()
                : Optional.of(new WebUrl(scheme, host.get(), written, port.get(), normal(rest.substring(end))));
    }

    private static Optional<String> host(String written) {
        if (written.startsWith("[")) {
            return IpLiteral.parse(written).map(_ -> Ascii.lower(written));
        }
        return IpLiteral.parse(written)
                .map(_ -> written)
                .or(() -> HostName.parse(written).map(HostName::ascii));
    }

    private static Optional<Integer> port(String digits, String scheme) {
        if (digits.isEmpty()) {
            return Optional.of(scheme.equals("https") ? 443 : 80);
        }
        if (!Ascii.digits(digits) || digits.length() > 5) {
            return Optional.empty();
        }
        var port = Integer.parseInt(digits);
        return port > 65_535 ? Optional.empty() : Optional.of(port);
    }

    /// The path without its dot segments and the fragment, the query untouched.
    private static String normal(String text) {
        var rest = withoutFragment(text);
        var path = beforeQuery(rest).replace('\\', '/');
        var query = rest.substring(path.length());
        var segments = new ArrayDeque<String>();
        var parts = path.split("/", -1);
        for (var index = 1; index < parts.length; index++) {
            var part = parts[index];
            var dots = part.toLowerCase(Locale.ROOT).replace("%2e", ".");
            var last = index == parts.length - 1;
            if (dots.equals("..")) {
                segments.pollLast();
            } else if (!dots.equals(".")) {
                segments.addLast(part);
                continue;
            }
            if (last) {
                segments.addLast("");
            }
        }
        return "/" + String.join("/", segments) + query;
    }

    private static String beforeQuery(String text) {
        var mark = text.indexOf('?');
        return mark < 0 ? text : text.substring(0, mark);
    }

    private static String withoutFragment(String text) {
        var mark = text.indexOf('#');
        return mark < 0 ? text : text.substring(0, mark);
    }

    private static boolean slashes(String text) {
        return text.length() > 1 && "/\\".indexOf(text.charAt(0)) >= 0 && "/\\".indexOf(text.charAt(1)) >= 0;
    }

    private static Optional<String> scheme(String text) {
        var colon = text.indexOf(':');
        var named = colon > 0
                && Character.isLetter(text.charAt(0))
                && text.substring(0, colon)
                        .chars()
                        .allMatch(sign -> sign < 128
                                && (Character.isLetterOrDigit(sign) || sign == '+' || sign == '-' || sign == '.'));
        return named ? Optional.of(Ascii.lower(text.substring(0, colon))) : Optional.empty();
    }

    private static boolean web(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }

    private static String clean(String text) {
        return BREAKS.matcher(text.strip()).replaceAll("");
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    /// The same place over the other scheme's default port.
    public WebUrl over(String otherScheme) {
        return new WebUrl(otherScheme, host, writtenHost, otherScheme.equals("https") ? 443 : 80, path);
    }

    public String origin() {
        var usual = port == (secure() ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }

    @Override
    public String toString() {
        return origin() + path;
    }
}
