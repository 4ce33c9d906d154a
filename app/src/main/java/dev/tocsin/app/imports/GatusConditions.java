package dev.tocsin.app.imports;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the conditions of one endpoint of Gatus as what we expect of an answer. How long a certificate or a domain is
/// valid are monitors of their own here.
final class GatusConditions {
    private static final Pattern FORM = Pattern.compile("(.+?)\\s*(==|!=|<=|>=|<|>)\\s*(.+)", Pattern.DOTALL);
    private static final Duration LONGEST_WITHIN = Duration.ofMinutes(1);
    private static final Duration SHORTEST_VALIDITY = Duration.ofMinutes(1);
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(3650);

    private final Draft draft;
    private final String url;
    private final List<Draft> more = new ArrayList<>();
    private final BitSet status = new BitSet();
    private Optional<Long> within = Optional.empty();
    private Optional<Duration> validity = Optional.empty();

    GatusConditions(Draft draft, String url) {
        this.draft = draft;
        this.url = url;
        status.set(GatusStatus.FIRST, GatusStatus.LAST + 1);
    }

    /// Takes over what it can, remarks the rest, and answers the further monitors that it takes.
    List<Draft> read(List<String> conditions) {
        for (var condition : conditions) {
            var form = FORM.matcher(condition.strip());
            if (!form.matches()
                    || !taken(form.group(1), form.group(2), form.group(3).strip())) {
                draft.remark("condition " + condition);
            }
        }
        if (draft.settings().has("http")) {
            var allowed = draft.expect().withArrayProperty("status");
            GatusStatus.ranges(status).forEach(allowed::add);
        }
        within.ifPresent(millis -> draft.expect()
                .put("within", ForeignDurations.ours(Duration.ofMillis(millis)))
                .put("slowIsDown", true));
        validity.ifPresent(least -> draft.expect().put("validFor", ForeignDurations.ours(least)));
        return List.copyOf(more);
    }

    private boolean taken(String left, String operator, String right) {
        return switch (left) {
            case "[CONNECTED]" -> operator.equals("==") && right.equals("true");
            case "[STATUS]" -> draft.settings().has("http") && GatusStatus.restrict(status, operator, right);
            case "[RESPONSE_TIME]" -> within(operator, right);
            case "[CERTIFICATE_EXPIRATION]" -> expiry(operator, right, "certificate");
            case "[DOMAIN_EXPIRATION]" -> expiry(operator, right, "domain");
            case "[DNS_RCODE]" -> operator.equals("==") && put("dns", "rcode", right);
            case "[BODY]" ->
                draft.settings().has("dns")
                        ? operator.equals("==") && !right.contains("(") && put("dns", "values", right)
                        : draft.settings().has("http") && GatusBody.whole(draft, operator, right);
            default -> draft.settings().has("http") && GatusBody.part(draft, left, operator, right);
        };
    }

    private boolean put(String kind, String key, String value) {
        if (!draft.settings().has(kind)) {
            return false;
        }
        draft.expect().withArrayProperty(key).add(value);
        return true;
    }

    /// In milliseconds; the least of several.
    private boolean within(String operator, String right) {
        if (!operator.startsWith("<") || !right.matches("[1-9]\\d{0,8}")) {
            return false;
        }
        var millis = Long.parseLong(right);
        if (millis > LONGEST_WITHIN.toMillis()) {
            return false;
        }
        within = Optional.of(Math.min(millis, within.orElse(millis)));
        return true;
    }

    private boolean expiry(String operator, String right, String what) {
        var least = operator.startsWith(">") ? ForeignDurations.parse(right) : Optional.<Duration>empty();
        var host = host();
        if (least.isEmpty() || host.isEmpty()) {
            return false;
        }
        var other = new Draft(draft.name() + " " + what);
        if (what.equals("certificate")) {
            if (least.get().compareTo(SHORTEST_VALIDITY) < 0 || least.get().compareTo(LONGEST_VALIDITY) > 0) {
                return false;
            }
            if (showsCertificate()) {
                validity = validity.filter(longest -> longest.compareTo(least.get()) > 0)
                        .or(() -> least);
                return true;
            }
            if (!"https".equalsIgnoreCase(host.get().getScheme())) {
                return false;
            }
            other.settings()
                    .put("tls", host.get().getHost() + ":" + port(host.get()))
                    .put("every", "1h");
            other.expect().put("validFor", ForeignDurations.ours(least.get()));
        } else {
            other.settings().put("domain", host.get().getHost().replaceFirst("^www\\.", ""));
            other.expect().put("failWithin", ForeignDurations.ours(least.get()));
        }
        more.add(other);
        return true;
    }

    /// Whether the monitor itself can expect something of the certificate.
    private boolean showsCertificate() {
        return draft.settings().has("tls") || url.toLowerCase(Locale.ROOT).startsWith("wss://");
    }

    private Optional<URI> host() {
        try {
            return Optional.of(URI.create(url)).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? 443 : uri.getPort();
    }
}
