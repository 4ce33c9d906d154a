package dev.tocsin.incidents.disclosure.triage;

import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What the words of a mail seem to want, and whether it cannot wait. A proposal: a person decides. In doubt it is a
/// security report, since that is the mistake that costs least.
///
/// @param because the words that were found, for the person who decides
public record Reading(Kind kind, Set<Sign> signs, String because) {

    /// What pages at once.
    public enum Sign {
        EXTORTION("extortion"),
        EXPLOITED("exploited now"),
        PUBLISHED("data published"),
        CREDENTIALS("live credentials");

        private final String word;

        Sign(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private record Clue(Kind kind, Pattern words) {
        Clue(Kind kind, String words) {
            this(kind, Pattern.compile("(?i)\\b(" + words + ")"));
        }
    }

    private record Alarm(Sign sign, Pattern words) {
        Alarm(Sign sign, String words) {
            this(sign, Pattern.compile("(?i)(" + words + ")"));
        }
    }

    private static final int READ = 20_000;

    private static final List<Clue> CLUES = List.of(
            new Clue(
                    Kind.SECURITY,
                    "xss|sqli?\\b|sql injection|rce\\b|csrf|ssrf|idor|xxe|cve-\\d|vulnerab|exploit|poc\\b|proof of concept"
                            + "|remote code|privilege escalation|buffer overflow|injection|bypass|bug bounty|subdomain takeover"
                            + "|hsts|certificate|open redirect|path traversal|leak|security (issue|hole|bug|report|flaw)"
                            + "|responsible disclosure|hardcoded|race condition|deserializ"),
            new Clue(
                    Kind.PENTEST_REPORT,
                    "(pen[- ]?test|penetration[- ]test(ing)?|soc ?2|iso ?27001) (report|summary|certificate|attestation|result)"
                            + "|(copy|latest|share|send|request).{0,40}(pen[- ]?test|penetration test|soc ?2)"),
            new Clue(
                    Kind.PRIVACY,
                    "gdpr|dsgvo|ccpa|data subject|subject access request|right to (erasure|be forgotten|access)"
                            + "|delete (all )?my (personal )?(data|account)|personal data (request|you hold)|article 1[5-9]"),
            new Clue(
                    Kind.ABUSE,
                    "phish|abuse report|account (was|has been|got|is) (hacked|taken over|compromised)|hacked my account"
                            + "|stolen account|spam(ming)? from|botnet|impersonat|port scan from|my account was"),
            new Clue(
                    Kind.SUPPORT,
                    "reset my password|forgot (my )?password|can(no|')t log ?in|invoice|refund|my order|subscription"
                            + "|billing|delivery of my|where is my|password reset (mail|email|link) (never|does|did)"),
            new Clue(
                    Kind.NOISE,
                    "seo (service|expert|rank)|guest post|backlink|web ?site (design|redesign) service|link exchange|casino"
                            + "|viagra|crypto investment|unsubscribe here|buy followers|lottery"));

    private static final List<Alarm> ALARMS = List.of(
            new Alarm(
                    Sign.EXTORTION,
                    "pay .{0,40}(btc|bitcoin|monero|xmr|ransom)|ransom|(or|otherwise) (we|i)( will)? (leak|publish|sell|release)"
                            + "|\\bbc1q[a-z0-9]*|we (have )?hacked you"),
            new Alarm(
                    Sign.EXPLOITED,
                    "actively exploit|being exploited|exploited in the wild|exploit(ed|ing) (it )?(right )?now|attack(ers?)? (is|are) "
                            + "(currently|actively)|webshell|under attack"),
            new Alarm(
                    Sign.PUBLISHED,
                    "(data(base)?|dump|customers?|records) .{0,40}(is|are|was|were|has been|have been) (published|for sale|leaked|dumped|"
                            + "online)|(pastebin|breachforums|raidforums|leak site)|your database .{0,20}(on sale|public)"),
            new Alarm(
                    Sign.CREDENTIALS,
                    "AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{30,}|-----BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY|(valid|working|live) "
                            + "(credentials|api keys?|passwords?|tokens?)|credentials (still )?work"));

    public Reading {
        signs = Set.copyOf(signs);
    }

    /// Reads the first pages.
    public static Reading of(ParsedMail mail) {
        var text = mail.content().text();
        return of(mail.subject().orElse("") + "\n" + (text.length() > READ ? text.substring(0, READ) : text));
    }

    static Reading of(String text) {
        var signs = EnumSet.noneOf(Sign.class);
        ALARMS.stream().filter(alarm -> alarm.words().matcher(text).find()).forEach(alarm -> signs.add(alarm.sign()));
        var best = Kind.SECURITY;
        var most = 0;
        var because = "no word says otherwise";
        for (var clue : CLUES) {
            var found = clue.words()
                    .matcher(text)
                    .results()
                    .map(match -> match.group().strip().toLowerCase(Locale.ROOT))
                    .distinct()
                    .limit(20)
                    .toList();
            // What asks for the report of a penetration test speaks of penetration, too.
            var weight = found.size() * (clue.kind() == Kind.SECURITY ? 2 : 3);
            if (weight > most) {
                most = weight;
                best = clue.kind();
                because = "it says " + String.join(", ", found.subList(0, Math.min(3, found.size())));
            }
        }
        return signs.isEmpty() ? new Reading(best, signs, because) : alarming(best, signs, because);
    }

    /// What cannot wait is never put aside as noise or support.
    private static Reading alarming(Kind kind, Set<Sign> signs, String because) {
        var serious = kind == Kind.NOISE || kind == Kind.SUPPORT ? Kind.SECURITY : kind;
        return new Reading(serious, signs, because);
    }
}
