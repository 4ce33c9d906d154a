package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.disclosure.cvss.Cvss;
import dev.tocsin.incidents.disclosure.triage.Kind;
import dev.tocsin.incidents.disclosure.triage.Reading;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A case: what somebody reported, and how far we are with it.
///
/// @param sender who reported it, as From has it
/// @param authenticity whether that is so: a word of [dev.tocsin.incidents.disclosure.auth.Authenticity.State]
/// @param firstReplyDueAt by when a person has to have answered
/// @param cvss a vector; empty while nobody has judged it
/// @param credit as whom the reporter is named, once he has agreed
/// @param flags what a handler should see at once
public record Disclosure(
        DisclosureId id,
        String reference,
        DisclosureState state,
        Kind kind,
        String subject,
        String sender,
        String authenticity,
        Instant receivedAt,
        Optional<Instant> acknowledgedAt,
        Instant firstReplyDueAt,
        Optional<Instant> firstRepliedAt,
        String cvss,
        List<String> flags,
        Optional<DisclosureId> duplicateOf,
        Optional<IncidentId> incident,
        String credit,
        boolean creditAgreed,
        boolean erased) {
    public Disclosure {
        flags = List.copyOf(flags);
    }

    /// Whether its answers want a second pair of eyes: what it says alarmed us, or it was judged critical.
    public boolean isCritical() {
        return (!cvss.isEmpty() && Cvss.of(cvss).rating() == Cvss.Rating.CRITICAL)
                || Arrays.stream(Reading.Sign.values()).map(Reading.Sign::word).anyMatch(flags::contains);
    }
}
