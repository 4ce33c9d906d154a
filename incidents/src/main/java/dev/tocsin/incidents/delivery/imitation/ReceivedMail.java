package dev.tocsin.incidents.delivery.imitation;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A mail that the sink took. `from` and `to` are the envelope's; `raw` is the mail as it came over the wire, each byte
/// one character; a mail that cannot be read has an empty subject and its raw form as text.
public record ReceivedMail(
        String from, List<String> to, String subject, String text, Optional<String> html, String raw, Instant at) {

    static ReceivedMail of(String from, List<String> to, byte[] bytes, Instant at) {
        var raw = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            var mail = new MimeMessage(null, new ByteArrayInputStream(bytes));
            var subject = Optional.ofNullable(mail.getSubject()).orElse("");
            var text = content(mail, "text/plain").orElse("");
            return new ReceivedMail(from, to, subject, text, content(mail, "text/html"), raw, at);
        } catch (MessagingException | IOException e) {
            return new ReceivedMail(from, to, "", raw, Optional.empty(), raw, at);
        }
    }

    /// The first part of this type, at any depth.
    private static Optional<String> content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(part.getContent().toString());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = content(parts.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
