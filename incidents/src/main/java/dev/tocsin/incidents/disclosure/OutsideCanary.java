package dev.tocsin.incidents.disclosure;

import dev.tocsin.config.Section;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import dev.tocsin.incidents.disclosure.imap.ImapSettings;
import java.time.Duration;
import java.util.Optional;

/// A test mail from an account outside, as a stranger would send it: `security.canary`.
///
/// @param smtp the account of another provider, by which it leaves
/// @param imap where its acknowledgement arrives; without it none is sent
/// @param within how soon it must be here, and its acknowledgement there
public record OutsideCanary(SmtpSettings smtp, Optional<ImapSettings> imap, Duration every, Duration within) {

    static OutsideCanary read(Section section) {
        return new OutsideCanary(
                SmtpSettings.readAccount(section.section("smtp")),
                section.optionalSection("imap").map(ImapSettings::read),
                section.duration("every", Duration.ofMinutes(5), Duration.ofDays(7)),
                section.duration("within", Duration.ofMinutes(1), Duration.ofHours(12)));
    }
}
