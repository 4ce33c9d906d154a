package dev.tocsin.incidents.disclosure.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A record such as `v=spf1 mx ip4:192.0.2.0/24 -all` (RFC 7208, 4.6 and 12). Read as a whole before anything is asked:
/// one fault anywhere makes all of it an error.
record SpfRecord(List<Directive> directives, Optional<String> redirect, Optional<String> explanation) {
    private static final Pattern DIRECTIVE = Pattern.compile("([+?~-]?)([A-Za-z0-9]+)((?s:[:/].*)?)");
    private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)=((?s:.*))");
    private static final Pattern DUAL = Pattern.compile("(?s)(.*?)(?:/(0|[1-9]\\d{0,2}))?(?://(0|[1-9]\\d{0,2}))?");
    private static final Pattern NETWORK = Pattern.compile("([^/]*)(?:/(0|[1-9]\\d{0,2}))?");

    SpfRecord {
        directives = List.copyOf(directives);
    }

    /// One mechanism, and what follows when it matches.
    record Directive(Spf.Verdict verdict, Mechanism mechanism) {}

    sealed interface Mechanism {
        record All() implements Mechanism {}

        record Include(String domain) implements Mechanism {}

        /// Its addresses. An empty `domain` is the one at hand, here and below.
        record Addresses(String domain, int four, int six) implements Mechanism {}

        record Exchangers(String domain, int four, int six) implements Mechanism {}

        record Reverse(String domain) implements Mechanism {}

        record Network(InetAddress address, int bits) implements Mechanism {}

        record Exists(String domain) implements Mechanism {}
    }

    static boolean isSpf(String text) {
        return text.matches("(?is)v=spf1( .*)?");
    }

    /// Empty when there is a fault in it.
    static Optional<SpfRecord> read(String text) {
        var directives = new ArrayList<Directive>();
        var redirect = Optional.<String>empty();
        var explanation = Optional.<String>empty();
        if (text.chars().anyMatch(letter -> letter >= 0x7F || letter < ' ')) {
            return Optional.empty();
        }
        for (var term : text.substring("v=spf1".length()).split(" +", -1)) {
            if (term.isEmpty()) {
                continue;
            }
            var modifier = MODIFIER.matcher(term);
            if (modifier.matches()) {
                var name = modifier.group(1).toLowerCase(Locale.ROOT);
                var value = modifier.group(2);
                var once = name.equals("redirect") ? redirect.isEmpty() : !name.equals("exp") || explanation.isEmpty();
                var known = name.equals("redirect") || name.equals("exp");
                if (!once || !(known ? SpfMacro.isDomain(value) : SpfMacro.isText(value))) {
                    return Optional.empty();
                }
                redirect = name.equals("redirect") ? Optional.of(value) : redirect;
                explanation = name.equals("exp") ? Optional.of(value) : explanation;
                continue;
            }
            var directive = directive(term);
            if (directive.isEmpty()) {
                return Optional.empty();
            }
            directives.add(directive.get());
        }
        return Optional.of(new SpfRecord(directives, redirect, explanation));
    }

    private static Optional<Directive> directive(String term) {
        var matcher = DIRECTIVE.matcher(term);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var verdict = switch (matcher.group(1)) {
            case "-" -> Spf.Verdict.FAIL;
            case "~" -> Spf.Verdict.SOFTFAIL;
            case "?" -> Spf.Verdict.NEUTRAL;
            default -> Spf.Verdict.PASS;
        };
        return mechanism(matcher.group(2).toLowerCase(Locale.ROOT), matcher.group(3))
                .map(mechanism -> new Directive(verdict, mechanism));
    }

    private static Optional<Mechanism> mechanism(String name, String rest) {
        return switch (name) {
            case "all" -> rest.isEmpty() ? Optional.of(new Mechanism.All()) : Optional.empty();
            case "include" -> domain(rest).map(Mechanism.Include::new);
            case "exists" -> domain(rest).map(Mechanism.Exists::new);
            case "ptr" ->
                rest.isEmpty()
                        ? Optional.of(new Mechanism.Reverse(""))
                        : domain(rest).map(Mechanism.Reverse::new);
            case "a" -> dual(rest).map(dual -> new Mechanism.Addresses(dual.domain(), dual.four(), dual.six()));
            case "mx" -> dual(rest).map(dual -> new Mechanism.Exchangers(dual.domain(), dual.four(), dual.six()));
            case "ip4", "ip6" -> network(name.equals("ip4"), rest);
            default -> Optional.empty();
        };
    }

    private static Optional<String> domain(String rest) {
        return rest.startsWith(":") && SpfMacro.isDomain(rest.substring(1))
                ? Optional.of(rest.substring(1))
                : Optional.empty();
    }

    private record Dual(String domain, int four, int six) {}

    private static Optional<Dual> dual(String rest) {
        var matcher = DUAL.matcher(rest);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var four = matcher.group(2) == null ? 32 : Integer.parseInt(matcher.group(2));
        var six = matcher.group(3) == null ? 128 : Integer.parseInt(matcher.group(3));
        var before = matcher.group(1);
        if (four > 32 || six > 128) {
            return Optional.empty();
        }
        return before.isEmpty()
                ? Optional.of(new Dual("", four, six))
                : domain(before).map(domain -> new Dual(domain, four, six));
    }

    private static Optional<Mechanism> network(boolean four, String rest) {
        var matcher = NETWORK.matcher(rest.isEmpty() ? "" : rest.substring(1));
        if (!rest.startsWith(":") || !matcher.matches()) {
            return Optional.empty();
        }
        var most = four ? 32 : 128;
        var bits = matcher.group(2) == null ? most : Integer.parseInt(matcher.group(2));
        return bits > most
                ? Optional.empty()
                : address(matcher.group(1), four).map(address -> new Mechanism.Network(address, bits));
    }

    /// Never asks a name server. An IPv6 address that holds an IPv4 one stays what it is written as.
    private static Optional<InetAddress> address(String text, boolean four) {
        if (!text.matches(four ? "\\d{1,3}(\\.\\d{1,3}){3}" : "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            return Optional.empty();
        }
        try {
            var address = InetAddress.ofLiteral(text);
            return address instanceof Inet4Address == four || !four ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }
}
