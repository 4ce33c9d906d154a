package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.auth.Authenticator;
import dev.tocsin.incidents.disclosure.auth.MailDns;
import dev.tocsin.incidents.disclosure.auth.TrustedResults;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.triage.MailVerdict;
import dev.tocsin.incidents.disclosure.triage.Own;
import dev.tocsin.incidents.disclosure.triage.Placement;
import java.time.Instant;
import java.util.Optional;

/// Reads a mail to the end: parts, seals, who wrote it, what is to become of it. The same for a mail that arrived and
/// for a file that somebody is curious about.
public record MailReading(Own own, Keyring keys, Authenticator authenticator) {

    /// What was read, and decided.
    public record Read(OpenedMail opened, MailVerdict verdict) {
        public ParsedMail mail() {
            return opened.mail();
        }
    }

    public static MailReading of(SecuritySettings settings, Keyring keys, Optional<MailDns> dns) {
        return new MailReading(
                new Own(Optional.of(settings.address()), settings.ownListIds()),
                keys,
                new Authenticator(
                        new TrustedResults(settings.authservIds(), Optional.of(settings.domain()), settings.ownHops()),
                        dns,
                        settings.forwarders()));
    }

    /// Never throws for what is in the mail. Blocks while names are looked up, where that is wanted.
    public Read read(byte[] raw, Optional<String> envelopeSender, Placement.Known known, Instant now) {
        var parsed = ParsedMail.read(raw);
        var authenticity = authenticator.judge(parsed, raw, envelopeSender.or(parsed::returnPath), now);
        var opened = OpenedMail.of(parsed, keys);
        return new Read(opened, MailVerdict.of(opened.mail(), envelopeSender, own, authenticity, known));
    }
}
