package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.auth.Authenticity;
import dev.tocsin.incidents.disclosure.mail.Addresses;
import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.triage.Placement;
import dev.tocsin.incidents.disclosure.triage.Placement.CaseKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// What we know of a mail besides itself: whether we have it, and to which case it belongs. A subject proves
/// nothing, a reference only together with an authenticated sender, a token by its seal alone.
final class Acquaintance {
    private final CaseFile file;

    Acquaintance(CaseFile file) {
        this.file = file;
    }

    /// @param flags what a handler should know of how it came
    /// @param pages whether its words may wake somebody: what comes over foreign lists may not
    record Met(Placement.Known known, List<String> flags, boolean pages) {}

    Met with(Handle handle, InboundMailStore.Taken taken, MailReading.Examined examined, String bodyHash) {
        var mail = examined.opened().mail();
        var messageId = mail.messageId().map(Text::kept);
        var flags = new ArrayList<String>();
        var repeated = file.mails.isRepeated(handle, taken, messageId, bodyHash);
        if (!repeated
                && messageId
                        .filter(id -> file.mails.isTaken(handle, taken, id, bodyHash))
                        .isPresent()) {
            flags.add("message-id-collision");
        }
        if (mail.replyTo().stream()
                .anyMatch(one ->
                        mail.from().stream().noneMatch(from -> from.address().equalsIgnoreCase(one.address())))) {
            flags.add("reply-to-differs");
        }
        var from = mail.from().stream()
                .findFirst()
                .map(Mailbox::address)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        var byToken = byToken(handle, recipients(taken, mail), mail.inReplyTo(), mail.references(), flags);
        var referred = byToken.isEmpty()
                ? referred(handle, mail.inReplyTo(), mail.references(), from, examined, flags)
                : Optional.<CaseKey>empty();
        var ours = messageId.flatMap(id -> ours(handle, id)).isPresent();
        var list =
                mail.header().fields().stream().noneMatch(field -> field.name().equalsIgnoreCase("List-Id"));
        return new Met(new Placement.Known(byToken, referred, repeated, ours), flags, list);
    }

    /// To whom it came: by the envelope, or by what servers noted of it.
    static List<String> recipients(InboundMailStore.Taken taken, ParsedMail mail) {
        if (!taken.via().equals(InboundMailStore.IMAP)) {
            return List.of(taken.recipient());
        }
        return Stream.of("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
                .flatMap(name -> Addresses.of(mail.header(), name).stream())
                .map(Mailbox::address)
                .limit(50)
                .toList();
    }

    /// By the plus-address it came to, or by a mail of ours that it answers.
    private Optional<CaseKey> byToken(
            Handle handle,
            List<String> recipients,
            Optional<String> inReplyTo,
            List<String> references,
            List<String> flags) {
        var inAddress = recipients.stream()
                .map(Token::inAddress)
                .flatMap(Optional::stream)
                .filter(token -> token.purpose() == 'r')
                .findFirst();
        var good = inAddress.flatMap(token -> proven(handle, token));
        if (inAddress.isPresent() && good.isEmpty()) {
            flags.add("bad-token");
        }
        return good.or(() -> Stream.concat(inReplyTo.stream(), references.reversed().stream())
                .limit(50)
                .map(id -> ours(handle, id))
                .flatMap(Optional::stream)
                .findFirst());
    }

    /// The case of a mail of ours that bears this name.
    private Optional<CaseKey> ours(Handle handle, String messageId) {
        return messageId.indexOf('.') < 0
                ? Optional.empty()
                : Token.read(messageId.substring(0, messageId.indexOf('.')))
                        .filter(token -> token.purpose() == 'm')
                        .flatMap(token -> proven(handle, token));
    }

    /// A token is good when we made it for somebody who takes part in its case.
    private Optional<CaseKey> proven(Handle handle, Token token) {
        var id = new DisclosureId(token.id());
        return file.people.of(handle, id).stream()
                .filter(person -> token.isFor(person.address(), file.signing))
                .map(_ -> new CaseKey(token.id()))
                .findFirst()
                .filter(_ -> file.cases.key(handle, id).isPresent());
    }

    private Optional<CaseKey> referred(
            Handle handle,
            Optional<String> inReplyTo,
            List<String> references,
            String from,
            MailReading.Examined examined,
            List<String> flags) {
        var ids = Stream.concat(inReplyTo.stream(), references.stream())
                .limit(100)
                .map(Text::kept)
                .toList();
        var cases = ids.isEmpty() ? List.<DisclosureId>of() : file.letters.ofMails(handle, ids);
        if (cases.isEmpty()) {
            return Optional.empty();
        }
        var same = examined.authenticity().state() != Authenticity.State.AUTHENTICATED
                ? Optional.<DisclosureId>empty()
                : cases.stream()
                        .filter(id -> file.people.of(handle, id).stream()
                                .anyMatch(one -> one.address().equals(from)
                                        && one.authenticity().equals(Authenticity.State.AUTHENTICATED.word())))
                        .filter(id -> file.cases.key(handle, id).isPresent())
                        .findFirst();
        if (same.isEmpty()) {
            file.cases.find(handle, cases.getFirst()).ifPresent(other -> flags.add("refers-to-" + other.reference()));
        }
        return same.map(id -> new CaseKey(id.value()));
    }
}
