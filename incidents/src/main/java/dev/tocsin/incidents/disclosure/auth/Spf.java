package dev.tocsin.incidents.disclosure.auth;

import dev.tocsin.incidents.disclosure.auth.MailDns.Answer;
import dev.tocsin.incidents.disclosure.auth.SpfRecord.Mechanism;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether the host that brought a mail may use the name of its sender (RFC 7208). One check is one object: its limits
/// count over all records that are followed.
public final class Spf {
    static final String DEFAULT_EXPLANATION = "the owner of the domain does not let this host send its mail";

    private static final int LOOKUPS = 10;
    private static final int VOID_LOOKUPS = 2;
    private static final int NAMES = 10;
    private static final int LONGEST_LABEL = 63;

    public enum Verdict {
        NONE,
        NEUTRAL,
        PASS,
        FAIL,
        SOFTFAIL,
        TEMPERROR,
        PERMERROR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What came of it.
    ///
    /// @param explanation what the owner of the domain says to a sender that fails; empty otherwise
    public record Result(Verdict verdict, String explanation) {}

    private enum Match {
        YES,
        NO,
        TEMPERROR,
        PERMERROR
    }

    private final MailDns dns;
    private final InetAddress client;
    private final String sender;
    private final String helo;
    private final Instant at;
    private int lookups;
    private int voidLookups;

    private Spf(MailDns dns, InetAddress client, String sender, String helo, Instant at) {
        this.dns = dns;
        this.client = client;
        this.sender = sender;
        this.helo = helo;
        this.at = at;
    }

    /// Asks for the records and judges. Blocks while names are looked up, twenty-odd at the most.
    ///
    /// @param client who connected
    /// @param sender the envelope's; empty for the null path, and then the host itself is asked about
    /// @param helo what the host called itself
    public static Result check(MailDns dns, InetAddress client, String sender, String helo, Instant at) {
        var whole = sender.isEmpty() ? "postmaster@" + helo : sender.startsWith("@") ? "postmaster" + sender : sender;
        var full = whole.contains("@") ? whole : "postmaster@" + whole;
        var domain = full.substring(full.lastIndexOf('@') + 1);
        return new Spf(dns, client, full, helo, at).check(domain, true);
    }

    private Result check(String domain, boolean explained) {
        if (!isName(domain)) {
            return result(Verdict.NONE);
        }
        return switch (dns.ask(domain, MailDns.Type.TXT)) {
            case Answer.Found found ->
                only(found.values().stream().filter(SpfRecord::isSpf).toList(), domain, explained);
            case Answer.Nothing _ -> result(Verdict.NONE);
            case Answer.Unsure _ -> result(Verdict.TEMPERROR);
        };
    }

    private Result only(List<String> records, String domain, boolean explained) {
        if (records.size() != 1) {
            return result(records.isEmpty() ? Verdict.NONE : Verdict.PERMERROR);
        }
        return SpfRecord.read(records.getFirst())
                .map(record -> evaluate(record, domain, explained))
                .orElse(result(Verdict.PERMERROR));
    }

    private Result evaluate(SpfRecord record, String domain, boolean explained) {
        for (var directive : record.directives()) {
            switch (matches(directive.mechanism(), domain)) {
                case YES -> {
                    return directive.verdict() == Verdict.FAIL && explained
                            ? new Result(Verdict.FAIL, explanation(record, domain))
                            : result(directive.verdict());
                }
                case TEMPERROR -> {
                    return result(Verdict.TEMPERROR);
                }
                case PERMERROR -> {
                    return result(Verdict.PERMERROR);
                }
                case NO -> {}
            }
        }
        if (record.redirect().isEmpty()) {
            return result(Verdict.NEUTRAL);
        }
        if (++lookups > LOOKUPS) {
            return result(Verdict.PERMERROR);
        }
        var result = check(SpfMacro.domain(record.redirect().get(), values(domain)), explained);
        return result.verdict() == Verdict.NONE ? result(Verdict.PERMERROR) : result;
    }

    private Match matches(Mechanism mechanism, String domain) {
        return switch (mechanism) {
            case Mechanism.All() -> Match.YES;
            case Mechanism.Network(var address, var bits) -> within(address, bits) ? Match.YES : Match.NO;
            case Mechanism.Include(var target) -> {
                if (++lookups > LOOKUPS) {
                    yield Match.PERMERROR;
                }
                yield switch (check(SpfMacro.domain(target, values(domain)), false)
                        .verdict()) {
                    case PASS -> Match.YES;
                    case FAIL, SOFTFAIL, NEUTRAL -> Match.NO;
                    case TEMPERROR -> Match.TEMPERROR;
                    case PERMERROR, NONE -> Match.PERMERROR;
                };
            }
            case Mechanism.Addresses(var target, var four, var six) ->
                ++lookups > LOOKUPS ? Match.PERMERROR : hasAddress(target(target, domain), four, six, true);
            case Mechanism.Exchangers(var target, var four, var six) ->
                ++lookups > LOOKUPS ? Match.PERMERROR : exchangers(target(target, domain), four, six);
            case Mechanism.Exists(var target) ->
                ++lookups > LOOKUPS ? Match.PERMERROR : exists(SpfMacro.domain(target, values(domain)));
            case Mechanism.Reverse(var target) ->
                ++lookups > LOOKUPS ? Match.PERMERROR : reverse(target(target, domain));
        };
    }

    private String target(String written, String domain) {
        return written.isEmpty() ? domain : SpfMacro.domain(written, values(domain));
    }

    private Match hasAddress(String name, int four, int six, boolean counted) {
        return switch (dns.ask(name, ofFamily())) {
            case Answer.Found found ->
                found.values().stream().anyMatch(value -> within(InetAddress.ofLiteral(value), bits(four, six)))
                        ? Match.YES
                        : Match.NO;
            case Answer.Nothing _ -> counted && ++voidLookups > VOID_LOOKUPS ? Match.PERMERROR : Match.NO;
            case Answer.Unsure _ -> Match.TEMPERROR;
        };
    }

    private Match exchangers(String name, int four, int six) {
        return switch (dns.ask(name, MailDns.Type.MX)) {
            case Answer.Found found -> {
                if (found.values().size() > NAMES) {
                    yield Match.PERMERROR;
                }
                yield found.values().stream()
                        .map(host -> hasAddress(host, four, six, false))
                        .filter(match -> match != Match.NO)
                        .findFirst()
                        .orElse(Match.NO);
            }
            case Answer.Nothing _ -> ++voidLookups > VOID_LOOKUPS ? Match.PERMERROR : Match.NO;
            case Answer.Unsure _ -> Match.TEMPERROR;
        };
    }

    private Match exists(String name) {
        return switch (dns.ask(name, MailDns.Type.A)) {
            case Answer.Found _ -> Match.YES;
            case Answer.Nothing _ -> ++voidLookups > VOID_LOOKUPS ? Match.PERMERROR : Match.NO;
            case Answer.Unsure _ -> Match.TEMPERROR;
        };
    }

    private Match reverse(String domain) {
        return validated().stream().anyMatch(name -> isWithin(name, domain)) ? Match.YES : Match.NO;
    }

    /// The names of the client that lead back to it; at most ten are tried.
    private List<String> validated() {
        var reverse = client instanceof Inet4Address
                ? backwards(client.getHostAddress()) + ".in-addr.arpa"
                : backwards(SpfMacro.dotted(client)) + ".ip6.arpa";
        return switch (dns.ask(reverse, MailDns.Type.PTR)) {
            case Answer.Found found ->
                found.values().stream()
                        .limit(NAMES)
                        .filter(name -> hasAddress(name, 32, 128, false) == Match.YES)
                        .toList();
            case Answer.Nothing _, Answer.Unsure _ -> List.of();
        };
    }

    private String validatedName(String domain) {
        var names = validated();
        return names.stream()
                .filter(name -> name.equalsIgnoreCase(domain))
                .findFirst()
                .or(() -> names.stream().filter(name -> isWithin(name, domain)).findFirst())
                .or(() -> names.stream().findFirst())
                .orElse("unknown");
    }

    private String explanation(SpfRecord record, String domain) {
        return record.explanation()
                .map(target -> dns.ask(SpfMacro.domain(target, values(domain)), MailDns.Type.TXT))
                .flatMap(answer ->
                        answer instanceof Answer.Found found && found.values().size() == 1
                                ? Optional.of(found.values().getFirst())
                                : Optional.empty())
                .flatMap(text -> SpfMacro.explanation(text, values(domain)))
                .orElse(DEFAULT_EXPLANATION);
    }

    private SpfMacro.Values values(String domain) {
        return new SpfMacro.Values(client, sender, domain, helo, at, () -> validatedName(domain));
    }

    private MailDns.Type ofFamily() {
        return client instanceof Inet4Address ? MailDns.Type.A : MailDns.Type.AAAA;
    }

    private int bits(int four, int six) {
        return client instanceof Inet4Address ? four : six;
    }

    private boolean within(InetAddress network, int bits) {
        var one = client.getAddress();
        var other = network.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            if (((one[bit / 8] ^ other[bit / 8]) & 0x80 >> bit % 8) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithin(String name, String domain) {
        var one = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        var other = domain.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return one.equals(other) || one.endsWith("." + other);
    }

    private static String backwards(String dotted) {
        var parts = new ArrayList<>(Arrays.asList(dotted.split("\\.", -1)));
        return String.join(".", parts.reversed());
    }

    /// A full name of sensible labels.
    private static boolean isName(String domain) {
        var labels = domain.replaceFirst("\\.$", "").split("\\.", -1);
        return labels.length > 1
                && !domain.startsWith("[")
                && Arrays.stream(labels).allMatch(label -> !label.isEmpty() && label.length() <= LONGEST_LABEL);
    }

    private static Result result(Verdict verdict) {
        return new Result(verdict, "");
    }
}
