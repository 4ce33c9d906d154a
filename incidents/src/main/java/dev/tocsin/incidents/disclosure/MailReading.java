package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.auth.Authenticator;
import dev.tocsin.incidents.disclosure.auth.Authenticity;
import dev.tocsin.incidents.disclosure.auth.MailDns;
import dev.tocsin.incidents.disclosure.auth.TrustedResults;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.crypto.Signature;
import dev.tocsin.incidents.disclosure.crypto.Signatures;
import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.triage.MailVerdict;
import dev.tocsin.incidents.disclosure.triage.Own;
import dev.tocsin.incidents.disclosure.triage.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a mail to the end: parts, seals, who wrote it, what is to become of it. The same for a mail that arrived
/// and for a file that somebody is curious about.
public record MailReading(Own own, Keyring keys, Authenticator authenticator) {

    /// What a mail says and who wrote it.
    ///
    /// @param brought keys that its writer sent along
    public record Examined(
            OpenedMail opened, Authenticity authenticity, List<Signature> signatures, BroughtKeys brought) {}

    /// What was read, and decided.
    public record Read(OpenedMail opened, MailVerdict verdict, List<Signature> signatures, BroughtKeys brought) {
        public ParsedMail mail() {
            return opened.mail();
        }

        /// Its signatures, as far as the mail itself tells.
        public List<Proof> proofs() {
            return Proof.of(signatures, List.of());
        }
    }

    /// Reads as the settings say. Without `dns` no name server is asked.
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
    public Examined examine(byte[] raw, Optional<String> envelopeSender, Instant now) {
        var opened = open(raw);
        return new Examined(
                opened,
                whoWrote(opened, raw, envelopeSender, now),
                signatures(opened, List.of(), now),
                BroughtKeys.NONE);
    }

    /// Looks at its signatures, by the keys in it and by others that its writer sent before.
    static List<Signature> signatures(OpenedMail opened, List<String> kept, Instant now) {
        if (opened.signatures().isEmpty()) {
            return List.of();
        }
        var keys = Stream.concat(kept.stream(), PublicKeys.all(opened.mail())).toList();
        var writer = opened.mail().from().stream().findFirst().map(Mailbox::address);
        return Signatures.check(opened.signatures(), keys, writer, now);
    }

    /// Its parts and its seals, without asking anybody.
    OpenedMail open(byte[] raw) {
        return OpenedMail.of(raw, keys);
    }

    /// Blocks while names are looked up.
    Authenticity whoWrote(OpenedMail opened, byte[] raw, Optional<String> envelopeSender, Instant now) {
        var mail = opened.mail();
        return authenticator.judge(mail, raw, envelopeSender.or(mail::returnPath), now);
    }

    /// Decides by what was read and what is known besides.
    public Read decide(Examined examined, Optional<String> envelopeSender, Placement.Known known) {
        var verdict = MailVerdict.of(examined.opened().mail(), envelopeSender, own, examined.authenticity(), known);
        return new Read(examined.opened(), verdict, examined.signatures(), examined.brought());
    }

    /// Both, where nothing is known besides.
    public Read read(byte[] raw, Optional<String> envelopeSender, Instant now) {
        return decide(examine(raw, envelopeSender, now), envelopeSender, Placement.Known.NOTHING);
    }
}
