package dev.tocsin.incidents.disclosure;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.MailHead;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.disclosure.crypto.SealedText;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// Puts letters to reporters together: from an address that leads back into the case, with a name of ours, and with
/// a return path that tells which letter came back. Pure but for the chance in a name.
final class Letters {
    private static final Pattern RE = Pattern.compile("(?i)^((re|aw|sv|antw)\\s*:\\s*)+");

    private final SecuritySettings settings;
    private final String company;
    private final Secret key;

    Letters(SecuritySettings settings, String company, Secret key) {
        this.settings = settings;
        this.company = company;
        this.key = key;
    }

    /// A letter in a case.
    ///
    /// @param message its number among the messages
    /// @param answered the mails before it, the oldest first
    Message letter(Disclosure to, long message, Outgoing what, List<String> answered, Instant at) {
        var person = what.person();
        return new Message(
                Medium.EMAIL,
                what.recipient(),
                subject(to),
                what.sealed().map(SealedText::body).orElse(what.text()),
                Optional.empty(),
                "disclosure-" + to.id().value(),
                "disclosure-message-" + message + "-" + Long.toString(at.toEpochMilli(), Character.MAX_RADIX),
                Optional.of(new MailHead(
                        "%s <%s>".formatted(quoted(company + " Security"), addressOf(to, person, at)),
                        messageId(to, person, at),
                        answered,
                        detailed(bounce(message, at)),
                        what.automatic(),
                        what.sealed().filter(SealedText::enveloped).isPresent())));
    }

    /// The answer to a test mail of ours; no case belongs to it.
    Message canary(String to, String subject, String token, List<String> answered, Instant at) {
        return new Message(
                Medium.EMAIL,
                to,
                subject,
                "Your test has arrived: " + token + "\n",
                Optional.empty(),
                "security-canary",
                "security-canary-" + token,
                Optional.of(new MailHead(
                        "%s <%s>".formatted(quoted(company + " Security"), settings.address()),
                        "canary." + token + "@" + settings.domain(),
                        answered,
                        detailed(bounce(0, at)),
                        true)));
    }

    static String subject(Disclosure to) {
        var bare = RE.matcher(to.subject()).replaceFirst("");
        return "Re: %s [%s]".formatted(bare.isBlank() ? "your report" : bare, to.reference());
    }

    Token replyTo(Disclosure to, String person, Instant at) {
        return Token.make('r', to.id().value(), person, at, key);
    }

    /// The address that leads this person's mail into the case.
    String addressOf(Disclosure to, String person, Instant at) {
        return detailed(replyTo(to, person, at));
    }

    private String messageId(Disclosure to, String person, Instant at) {
        var chance = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
        return Token.make('m', to.id().value(), person, at, key).text() + "." + chance + "@" + settings.domain();
    }

    private Token bounce(long message, Instant at) {
        return Token.make('b', message, "bounces", at, key);
    }

    private String detailed(Token token) {
        var at = settings.address().lastIndexOf('@');
        return settings.address().substring(0, at) + "+" + token.text()
                + settings.address().substring(at);
    }

    private static String quoted(String name) {
        return "\"" + name.replaceAll("[\\\\\"\\p{Cntrl}]", " ").strip() + "\"";
    }

    /// What the machine says at once.
    String acknowledgement(
            Disclosure about, String link, Optional<String> fingerprint, boolean shut, boolean extorted) {
        var hours = Math.max(1, settings.firstReply().toHours());
        var text = new StringBuilder();
        text.append("Hello,\n\nwe have received your report and opened case ")
                .append(about.reference())
                .append(".\n\n");
        text.append("A person will read it and answer you by %s (within %d hours).\n"
                .formatted(minute(about.firstReplyDueAt()), hours));
        text.append("You can see where it stands, add to it, or ask for an answer here:\n\n    ")
                .append(link)
                .append("\n\n");
        text.append("Keep this address to yourself: whoever has it can read the case. Or simply answer this mail.\n");
        if (shut) {
            text.append("\nWe could not decrypt your mail. Please send it again");
            text.append(
                    fingerprint.isPresent()
                            ? ", sealed for our current key:\n"
                            : " in the clear, or by the address above.\n");
        }
        fingerprint.ifPresent(
                print -> text.append("\nOur PGP key: ").append(print).append('\n'));
        if (!extorted) {
            text.append(
                    "\nWhoever looks for holes in good faith, harms nobody, and gives us time to mend what was found\n");
            text.append("has nothing to fear from us: we take no legal steps against such research.\n");
        }
        return text.append("\n").append(company).append(" Security\n").toString();
    }

    private static String minute(Instant at) {
        return at.toString().substring(0, 16).replace('T', ' ') + " UTC";
    }

    /// What people call a case: ten letters that nobody can guess, without those that are mistaken for others.
    static String reference(SecureRandom random) {
        var letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
        var text = new StringBuilder("SR-");
        for (var i = 0; i < 10; i++) {
            text.append(i == 5 ? "-" : "").append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }
}
