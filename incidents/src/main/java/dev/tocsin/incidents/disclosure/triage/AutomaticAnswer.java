package dev.tocsin.incidents.disclosure.triage;

import dev.tocsin.incidents.disclosure.auth.Authenticity;
import dev.tocsin.incidents.disclosure.mail.Addresses;
import dev.tocsin.incidents.disclosure.mail.Field;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether a machine may answer a mail (RFC 3834, and what mail servers have added to it). It answers whom the
/// envelope names, never what From or Reply-To say.
public sealed interface AutomaticAnswer {
    String reason();

    /// It may, to this address.
    ///
    /// @param to the envelope's sender
    record Allowed(String to, String reason) implements AutomaticAnswer {}

    record Withheld(String reason) implements AutomaticAnswer {}

    /// Goes through the reasons not to.
    ///
    /// @param sender whom the envelope names; present and empty for the null return path
    static AutomaticAnswer decide(
            ParsedMail mail, Optional<String> sender, Own own, Placement placement, Authenticity authenticity) {
        var why = Rules.ALL.stream()
                .map(rule -> rule.apply(new Rules.Case(mail, sender, own, placement, authenticity)))
                .flatMap(Optional::stream)
                .findFirst();
        return why.<AutomaticAnswer>map(Withheld::new)
                .orElseGet(() -> new Allowed(
                        Rules.recipient(mail, sender, own),
                        authenticity.isUnsure()
                                ? "a person wrote; the domain of the sender could not be asked"
                                : "a person wrote, and nothing speaks against it"));
    }

    /// The reasons not to, one rule each, in the order in which they are told.
    final class Rules {
        private static final Set<String> PRECEDENCE = Set.of("bulk", "list", "junk", "auto_reply");
        private static final Set<String> SUPPRESSED = Set.of("all", "oof", "autoreply");
        private static final Pattern ROBOT =
                Pattern.compile("(owner-.*|.*-owner|.*-request|listserv|majordomo|mailer-daemon|mailer_daemon)@.*");

        static final List<Function<Case, Optional<String>>> ALL = List.of(
                Rules::placed,
                Rules::nullPath,
                Rules::autoSubmitted,
                Rules::list,
                Rules::precedence,
                Rules::suppressed,
                Rules::vacation,
                Rules::report,
                Rules::calendar,
                Rules::from,
                Rules::robot,
                Rules::ourselves,
                Rules::forged);

        record Case(
                ParsedMail mail, Optional<String> sender, Own own, Placement placement, Authenticity authenticity) {}

        private Rules() {}

        /// Through a list of our own the envelope names the list, and the person stands in a field of it.
        static String recipient(ParsedMail mail, Optional<String> sender, Own own) {
            var from = mail.from().getFirst().address();
            if (mail.header()
                    .first("List-Id")
                    .filter(id -> own.isOwnList(id.text()))
                    .isPresent()) {
                return mail.header()
                        .text("X-Original-Sender")
                        .filter(text -> new Addresses.Mailbox("", text).isUsable())
                        .orElse(from);
            }
            return sender.orElse(from);
        }

        private static Optional<String> placed(Case it) {
            return switch (it.placement()) {
                case Placement.NewCase _ -> Optional.empty();
                case Placement.KnownCase _ -> Optional.of("it belongs to a case that was acknowledged");
                case Placement.Hold hold -> Optional.of(hold.reason());
                case Placement.None none -> Optional.of(none.reason());
            };
        }

        private static Optional<String> nullPath(Case it) {
            return when(it.sender().filter(String::isEmpty).isPresent(), "null return path");
        }

        private static Optional<String> autoSubmitted(Case it) {
            return it.mail()
                    .header()
                    .all("Auto-Submitted")
                    .map(AutomaticMail::keyword)
                    .filter(word -> !word.equals("no"))
                    .map(word -> "Auto-Submitted: " + word)
                    .findFirst();
        }

        private static Optional<String> list(Case it) {
            var header = it.mail().header();
            var ours = header.first("List-Id")
                    .filter(id -> it.own().isOwnList(id.text()))
                    .isPresent();
            return ours
                    ? Optional.empty()
                    : header.fields().stream()
                            .map(Field::name)
                            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("list-"))
                            .map(name -> "it came over a mailing list (" + name + ")")
                            .findFirst();
        }

        private static Optional<String> precedence(Case it) {
            var header = it.mail().header();
            var ours = header.first("List-Id")
                    .filter(id -> it.own().isOwnList(id.text()))
                    .isPresent();
            return header.all("Precedence")
                    .map(field -> field.text().toLowerCase(Locale.ROOT).replaceAll("\\s.*", ""))
                    .filter(word -> PRECEDENCE.contains(word) && !(ours && word.equals("list")))
                    .map(word -> "Precedence: " + word)
                    .findFirst();
        }

        private static Optional<String> suppressed(Case it) {
            return it.mail()
                    .header()
                    .all("X-Auto-Response-Suppress")
                    .flatMap(field -> Pattern.compile("[,\\s]+").splitAsStream(field.text()))
                    .filter(word -> SUPPRESSED.contains(word.toLowerCase(Locale.ROOT)))
                    .map(word -> "X-Auto-Response-Suppress: " + word)
                    .findFirst();
        }

        private static Optional<String> vacation(Case it) {
            return AutomaticMail.vacation(it.mail());
        }

        private static Optional<String> report(Case it) {
            return when(it.mail().root().is("multipart/report"), "it is a machine's report");
        }

        private static Optional<String> calendar(Case it) {
            return when(
                    it.mail()
                            .root()
                            .leaves()
                            .anyMatch(leaf -> leaf.is("text/calendar")
                                    && leaf.type()
                                            .get("method")
                                            .filter("reply"::equalsIgnoreCase)
                                            .isPresent()),
                    "it answers an invitation");
        }

        private static Optional<String> from(Case it) {
            var from = it.mail().from();
            if (from.size() > 1 || Addresses.areRunTogether(it.mail().header(), "From")) {
                return Optional.of("several senders in From");
            }
            return when(from.isEmpty() || !from.getFirst().isUsable(), "no usable sender in From");
        }

        private static Optional<String> robot(Case it) {
            return Stream.of(
                            it.sender(), Optional.of(it.mail().from().getFirst().address()))
                    .flatMap(Optional::stream)
                    .map(address -> address.toLowerCase(Locale.ROOT))
                    .filter(address -> ROBOT.matcher(address).matches())
                    .map(address -> "a machine has the address " + address)
                    .findFirst();
        }

        private static Optional<String> ourselves(Case it) {
            return when(
                    it.own().isOurs(it.mail().from().getFirst().address())
                            || it.sender().filter(it.own()::isOurs).isPresent(),
                    "the sender is our own address");
        }

        private static Optional<String> forged(Case it) {
            return when(
                    it.authenticity().state() == Authenticity.State.FAILED,
                    "DMARC fails: whoever is named as sender did not write it");
        }

        private static Optional<String> when(boolean holds, String reason) {
            return holds ? Optional.of(reason) : Optional.empty();
        }
    }
}
