package dev.tocsin.incidents.disclosure.auth;

import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds out who wrote a mail: by what our own servers noted in it, else by looking for ourselves.
///
/// @param dns empty looks at nothing that is not in the mail
/// @param forwarders domains whose seals we believe (ARC)
public record Authenticator(TrustedResults trusted, Optional<MailDns> dns, List<String> forwarders) {
    private static final Pattern CAME_FROM = Pattern.compile(
            "(?is)from\\s+(\\S+)\\s+\\(([^()\\[]*)\\[(?:IPv6:)?([0-9a-f.:]+)\\].*?\\)\\s+by\\s+(\\S+).*");

    /// Blocks while names are looked up, where that is wanted: for less than 30 s.
    public Authenticity judge(ParsedMail mail, byte[] raw, Optional<String> sender, Instant now) {
        return judge(mail, raw, sender, now, System::nanoTime);
    }

    Authenticity judge(ParsedMail mail, byte[] raw, Optional<String> sender, Instant now, LongSupplier nanos) {
        var from = mail.from().stream().findFirst().map(Mailbox::domain).orElse("");
        return trusted.in(mail.header())
                .map(results -> noted(results, from))
                .or(() -> dns.map(names -> looked(mail, raw, sender, from, new HastyNames(names, nanos), now)))
                .orElse(Authenticity.UNKNOWN);
    }

    private static Authenticity noted(AuthenticationResults results, String from) {
        var dkim = results.of("dkim");
        var spf = results.of("spf");
        var aligned = dkim.stream()
                        .filter(one -> one.result().equalsIgnoreCase("pass"))
                        .anyMatch(one -> one.property("header", "d")
                                .or(() -> one.property("header", "i"))
                                .filter(domain -> Dmarc.isAligned(behindAt(domain), from, false))
                                .isPresent())
                || spf.stream()
                        .filter(one -> one.result().equalsIgnoreCase("pass"))
                        .anyMatch(one -> one.property("smtp", "mailfrom")
                                .filter(domain -> Dmarc.isAligned(behindAt(domain), from, false))
                                .isPresent());
        var dmarc = best(results.of("dmarc"));
        return Authenticity.of(
                best(spf), best(dkim), dmarc.equals("none") && aligned ? "pass" : dmarc, best(results.of("arc")));
    }

    private static String best(List<AuthenticationResults.Result> results) {
        return results.stream()
                .map(one -> one.result().toLowerCase(Locale.ROOT))
                .filter("pass"::equals)
                .findFirst()
                .or(() -> results.stream()
                        .map(one -> one.result().toLowerCase(Locale.ROOT))
                        .findFirst())
                .orElse("none");
    }

    private Authenticity looked(
            ParsedMail mail, byte[] raw, Optional<String> sender, String from, MailDns names, Instant now) {
        // Before anything of which the writer chose whom we ask: he could have us ask until no time is left.
        var policy = Dmarc.policy(names, from);
        var signatures = Dkim.verify(raw, names, Optional.of(now));
        var passed = signatures.stream()
                .filter(Dkim.Verdict::passes)
                .map(Dkim.Verdict::domain)
                .toList();
        var spf = spf(mail, sender, names, now);
        var spfDomain = spf.equals("pass") ? sender.map(Authenticator::behindAt).orElse("") : "";
        var unsure = Stream.concat(
                        spf.equals("temperror") ? sender.map(Authenticator::behindAt).stream() : Stream.empty(),
                        signatures.stream()
                                .filter(one -> one.result().equals("temperror"))
                                .map(Dkim.Verdict::domain))
                .toList();
        var dmarc = Dmarc.judge(policy, from, spfDomain, passed, unsure);
        var aligned = Dmarc.isAligned(spfDomain, from, false)
                || passed.stream().anyMatch(domain -> Dmarc.isAligned(domain, from, false));
        var chain = Arc.validate(raw, names);
        var dkim = passed.isEmpty()
                ? signatures.stream().map(Dkim.Verdict::result).findFirst().orElse("none")
                : "pass";
        var judged = Authenticity.of(spf, dkim, dmarc.equals("none") && aligned ? "pass" : dmarc, chain.result());
        return judged.state() == Authenticity.State.FAILED && isVouchedFor(chain)
                ? new Authenticity(Authenticity.State.PARTLY, spf, dkim, dmarc, chain.result())
                : judged;
    }

    /// A forwarder that we named changed the mail, and says that DMARC passed before.
    private boolean isVouchedFor(Arc.Chain chain) {
        return chain.result().equals("pass")
                && forwarders.contains(chain.sealer())
                && chain.found()
                        .filter(found -> best(found.of("dmarc")).equals("pass"))
                        .isPresent();
    }

    /// By whom the mail was handed to the first of our servers, as that one wrote down.
    private String spf(ParsedMail mail, Optional<String> sender, MailDns names, Instant now) {
        return mail.header()
                .all("Received")
                .skip(Math.max(0, trusted.hops() - 1))
                .findFirst()
                .map(field -> CAME_FROM.matcher(field.unfolded()))
                .filter(matcher -> matcher.matches() && isOurs(matcher.group(4)))
                .flatMap(matcher -> address(matcher.group(3))
                        .map(client -> Spf.check(names, client, sender.orElse(""), matcher.group(1), now)
                                .verdict()
                                .word()))
                .orElse(Authenticity.UNTESTED);
    }

    private boolean isOurs(String server) {
        var name = server.toLowerCase(Locale.ROOT);
        return trusted.servers().contains(name)
                || trusted.domain().filter(own -> Dkim.isWithin(name, own)).isPresent();
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    private static String behindAt(String text) {
        return text.substring(text.lastIndexOf('@') + 1);
    }
}
