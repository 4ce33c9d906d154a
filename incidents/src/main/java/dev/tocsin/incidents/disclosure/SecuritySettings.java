package dev.tocsin.incidents.disclosure;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import dev.tocsin.incidents.disclosure.imap.ImapSettings;
import dev.tocsin.incidents.mailroom.lmtp.LmtpSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where security reports come in, and what we promise to those who send them: `security`.
///
/// @param address to which reports are sent; its server delivers `local+anything@` to it as well
/// @param ownListIds of our own mailing lists over which reports come
/// @param authservIds names of our mail servers in Authentication-Results; empty takes all within the address's
/// domain
/// @param ownHops how many servers of ours a mail passes before it comes here
/// @param forwarders domains whose word on a forwarded mail we take (ARC)
/// @param policy who is paged
/// @param secondPerson whether answers in critical cases wait until somebody else has approved them
/// @param replies texts prepared for answers
/// @param closedKept how long after its end a case is erased, and `heldKept` a mail that is none
/// @param masterKey wraps the keys of all cases; one is made in the data folder when left out
public record SecuritySettings(
        String address,
        Optional<ImapSettings> imap,
        Optional<LmtpSettings> lmtp,
        List<String> ownListIds,
        List<String> authservIds,
        int ownHops,
        List<String> forwarders,
        Optional<String> supportAddress,
        Duration firstReply,
        String policy,
        boolean secondPerson,
        Optional<OutsideCanary> canary,
        Optional<PenTestReport> penTestReport,
        List<ReplyTemplate> replies,
        Duration closedKept,
        Duration heldKept,
        Optional<KeyFile> pgp,
        Optional<KeyFile> smime,
        Optional<Secret> masterKey) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@+]{1,20}@[^\\s<>@]{1,200}");
    private static final int MOST_HOPS = 20;

    public SecuritySettings {
        ownListIds = List.copyOf(ownListIds);
        authservIds = List.copyOf(authservIds);
        forwarders = List.copyOf(forwarders);
        replies = List.copyOf(replies);
    }

    /// Reads the mapping `security`; empty when nobody wants reports.
    public static Optional<SecuritySettings> read(Section root) {
        var kept = root.section("retention");
        var closed = kept.duration("closedDisclosures", Duration.ofDays(30), Duration.ofDays(20 * 365));
        var held = kept.duration("heldMails", Duration.ofDays(7), Duration.ofDays(20 * 365));
        return root.optionalSection("security").map(section -> settings(section, closed, held));
    }

    private static SecuritySettings settings(Section section, Duration closed, Duration held) {
        return new SecuritySettings(
                section.parsed("address", SecuritySettings::address, "security@localhost"),
                section.optionalSection("imap").map(ImapSettings::read),
                section.optionalSection("lmtp").map(LmtpSettings::read),
                section.texts("ownListIds"),
                section.texts("authservIds"),
                section.number("ownHops", 1, MOST_HOPS),
                section.texts("forwarders").stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList(),
                section.optionalParsed("supportAddress", SecuritySettings::address),
                section.duration("firstReply", Duration.ofMinutes(1), Duration.ofDays(30)),
                section.text("policy"),
                section.flag("secondPerson"),
                section.optionalSection("canary").map(OutsideCanary::read),
                section.optionalSection("penTestReport").map(PenTestReport::read),
                ReplyTemplate.readAll(section),
                closed,
                held,
                section.optionalSection("pgp").map(KeyFile::read),
                section.optionalSection("smime").map(KeyFile::read),
                section.optionalSecret("masterKey"));
    }

    /// What stands behind the @.
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "`%s` is no address for mail, write a bare one with up to 20 characters before the @ and without +"
                            .formatted(text));
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
