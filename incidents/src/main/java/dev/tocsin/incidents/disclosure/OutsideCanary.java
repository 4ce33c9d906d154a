package dev.tocsin.incidents.disclosure;

import dev.tocsin.config.Section;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import java.time.Duration;

/// A test mail from an account outside, as a stranger would send it: `security.canary`.
///
/// @param smtp the account of another provider, by which it leaves
/// @param within how soon it must be here
public record OutsideCanary(SmtpSettings smtp, Duration every, Duration within) {

    static OutsideCanary read(Section section) {
        return new OutsideCanary(
                SmtpSettings.readAccount(section.section("smtp")),
                section.duration("every", Duration.ofMinutes(5), Duration.ofDays(7)),
                section.duration("within", Duration.ofMinutes(1), Duration.ofHours(12)));
    }
}
