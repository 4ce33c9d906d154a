package dev.tocsin.incidents.delivery.smtp;

import dev.tocsin.incidents.delivery.MailHead;
import dev.tocsin.incidents.delivery.MailingList;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.TokenAddress;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/// One of our messages as a mail: text and HTML side by side, in the thread of its topic, marked as written by a
/// machine so that no holiday notice answers it (RFC 3834).
final class Letter extends SMTPMessage {

    /// What we wrote ourselves opens no incident when it comes back to us.
    public static final String OURS = "X-Tocsin";

    /// How the topics of incidents begin: these mails can be answered.
    private static final String ANSWERABLE = "incident-";

    private final String messageId;

    private Letter(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /// @param envelopeFrom where a bounce goes
    static Letter of(Message message, String envelopeFrom, SmtpSettings settings, Session session, Instant now)
            throws MessagingException {
        var letter = new Letter(
                session,
                message.head()
                        .map(head -> "<" + head.messageId() + ">")
                        .orElse(id(message.reference(), settings.domain())));
        letter.setEnvelopeFrom(envelopeFrom);
        letter.setFrom(readable(settings.sender()));
        letter.setRecipient(RecipientType.TO, recipient(message.recipient()));
        letter.setSubject(oneLine(message.subject()), "UTF-8");
        letter.setSentDate(Date.from(now));
        thread(letter, message.topic(), settings.domain());
        if (message.head().isEmpty()) {
            replyTo(letter, message, settings);
            letter.setHeader("Auto-Submitted", "auto-generated");
            letter.setHeader("X-Auto-Response-Suppress", "All");
            letter.setHeader(OURS, "1");
        } else {
            correspond(letter, message.head().get());
        }
        if (message.list().isPresent()) {
            list(letter, message.list().get());
        }
        if (message.head().filter(MailHead::enveloped).isPresent()) {
            envelop(letter, message.text());
        } else if (message.html().isEmpty()) {
            write(letter, message.text(), "plain");
        } else {
            letter.setContent(new MimeMultipart(
                    "alternative",
                    part(message.text(), "plain"),
                    part(message.html().get(), "html")));
        }
        letter.saveChanges();
        return letter;
    }

    /// A letter of a correspondence is from whom it says, and answers another.
    private static void correspond(Letter letter, MailHead head) throws MessagingException {
        letter.setEnvelopeFrom(recipient(head.returnPath()).getAddress());
        letter.setFrom(readable(new InternetAddress(head.from(), true)));
        letter.removeHeader("In-Reply-To");
        letter.removeHeader("References");
        var references = head.references().stream()
                .filter(id -> id.matches("[!-~&&[^<>]]{1,250}"))
                .map(id -> "<" + id + ">")
                .toList();
        if (!references.isEmpty()) {
            letter.setHeader("In-Reply-To", references.getLast());
            letter.setHeader("References", String.join("\r\n ", references));
        }
        if (head.automatic()) {
            letter.setHeader("Auto-Submitted", "auto-replied");
            letter.setHeader("X-Auto-Response-Suppress", "All");
        }
    }

    /// The one address that `text` is; anything more than a bare address is refused, above all a second line.
    static InternetAddress recipient(String text) throws AddressException {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new AddressException("only visible ASCII characters may stand in a mail address");
        }
        var address = new InternetAddress(text, true);
        if (address.isGroup() || !text.equals(address.getAddress()) || text.indexOf('@') < 1) {
            throw new AddressException("not a bare mail address");
        }
        return address;
    }

    /// The same for every attempt, so that a mailbox shows a repeated mail once.
    String messageId() {
        return messageId;
    }

    /// Keeps ours: the library would make up another at every change.
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    /// All mails of a topic name the same root, which itself was never sent; mail programs form a thread all
    /// the same.
    private static void thread(Letter letter, String topic, String domain) throws MessagingException {
        if (!topic.isBlank()) {
            var root = id(topic, domain);
            letter.setHeader("In-Reply-To", root);
            letter.setHeader("References", root);
        }
    }

    /// The reference of a page is its token.
    private static void replyTo(Letter letter, Message message, SmtpSettings settings) throws MessagingException {
        if (settings.replyTo().isPresent() && message.topic().startsWith(ANSWERABLE)) {
            var address = TokenAddress.with(settings.replyTo().get(), message.reference());
            letter.setReplyTo(new InternetAddress[] {recipient(address)});
        }
    }

    /// One click ends it: the program posts there by itself (RFC 8058), or sends a mail. The headers must
    /// stand under the signature that the mail server adds (DKIM).
    private static void list(Letter letter, MailingList list) throws MessagingException {
        letter.setHeader("List-Id", "<" + list.name().replaceAll("[^A-Za-z0-9.-]", "-") + ">");
        letter.setHeader(
                "List-Unsubscribe",
                "<" + list.unsubscribe() + ">"
                        + list.byMail()
                                .map(address -> ", <mailto:" + address + "?subject=unsubscribe>")
                                .orElse(""));
        letter.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        letter.setHeader("Precedence", "list");
    }

    private static String id(String name, String domain) {
        var safe = name.replaceAll("[^A-Za-z0-9_-]+", "-");
        return "<%s@%s>".formatted(safe.length() > 100 ? safe.substring(0, 100) : safe, domain);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        write(part, text, subtype);
        return part;
    }

    /// Quoted-printable carries every character and every length of line over any server.
    private static void write(MimePart part, String text, String subtype) throws MessagingException {
        part.setText(text, "UTF-8", subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    }

    /// The mail is nothing but the envelope (RFC 8551 section 3.3).
    private static void envelop(Letter letter, String base64) throws MessagingException {
        var envelope = Base64.getMimeDecoder().decode(base64);
        letter.setDataHandler(new DataHandler(new ByteArrayDataSource(
                envelope, "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m")));
        letter.setHeader("Content-Transfer-Encoding", "base64");
        letter.setHeader("Content-Disposition", "attachment; filename=smime.p7m");
    }

    private static InternetAddress readable(InternetAddress sender) throws AddressException {
        try {
            if (sender.getPersonal() != null) {
                sender.setPersonal(sender.getPersonal(), StandardCharsets.UTF_8.name());
            }
            return sender;
        } catch (UnsupportedEncodingException e) {
            throw new AddressException(e.getMessage());
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    }
}
