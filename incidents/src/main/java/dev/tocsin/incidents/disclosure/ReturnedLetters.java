package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.mail.Report;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Takes in what servers tell of letters of ours: a reporter whom none reaches is told to the handlers.
final class ReturnedLetters {
    private final CaseFile file;

    ReturnedLetters(CaseFile file) {
        this.file = file;
    }

    /// What became of a letter of ours, by its return path or its name.
    Optional<DisclosureId> take(
            Handle handle, InboundMailStore.Taken mail, ParsedMail parsed, Report report, Instant now) {
        var token = Acquaintance.recipients(mail, parsed).stream()
                .map(Token::inAddress)
                .flatMap(Optional::stream)
                .filter(found -> found.purpose() == 'b' && found.isFor("bounces", file.signing))
                .findFirst();
        var state =
                report.kind() == Report.Kind.FAILED ? "bounced" : report.kind().word();
        var moved = file.letters.reported(handle, token.map(Token::id), report.originalMessageId(), state);
        moved.ifPresent(letter -> {
            file.letters.note(
                    handle,
                    letter.of(),
                    "letter-" + state,
                    report.recipient().orElse(""),
                    report.status().orElse(""),
                    now);
            if (report.kind() == Report.Kind.FAILED) {
                file.cases.flag(handle, letter.of(), "reporter-unreachable");
                file.clocks.alarm(handle, letter.of(), "minor: a letter to the reporter came back");
                Wakes.signal(handle, Settlement.ALARM);
            }
        });
        return moved.map(CorrespondenceStore.Moved::of);
    }
}
