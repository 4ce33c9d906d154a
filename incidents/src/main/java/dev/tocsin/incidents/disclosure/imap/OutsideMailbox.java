package dev.tocsin.incidents.disclosure.imap;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The mailbox of an account outside, in which answers of ours arrive.
public final class OutsideMailbox {
    private static final int NEWEST = 50;

    private OutsideMailbox() {}

    /// What was found in it.
    public sealed interface Look {

        /// Which of the words that were looked for stand in its mails.
        record Found(List<String> words) implements Look {
            public Found {
                words = List.copyOf(words);
            }
        }

        /// It could not be opened, or not be read to its end.
        record Unreadable(String reason) implements Look {}
    }

    /// Looks for each of these words in the newest fifty mails of this subject. What is found is deleted, so that the
    /// mailbox does not fill up. Blocks for a minute at most for each answer of the server.
    public static Look look(ImapSettings settings, String subject, List<String> words) {
        try (var store = ImapSession.connect(settings);
                var folder = store.getFolder(settings.folder())) {
            folder.open(Folder.READ_WRITE);
            var found = new ArrayList<String>();
            for (var mail : newest(folder)) {
                if (subject.equals(mail.getSubject())) {
                    var text = String.valueOf(mail.getContent());
                    var here = words.stream().filter(text::contains).toList();
                    mail.setFlag(Flags.Flag.DELETED, !here.isEmpty());
                    found.addAll(here);
                }
            }
            return new Look.Found(found);
        } catch (MessagingException | IOException | RuntimeException fault) {
            return new Look.Unreadable(settings.name() + ": " + fault.getMessage());
        }
    }

    private static List<Message> newest(Folder folder) throws MessagingException {
        var last = folder.getMessageCount();
        if (last == 0) {
            return List.of();
        }
        var newest = folder.getMessages(Math.max(1, last - NEWEST + 1), last);
        var profile = new FetchProfile();
        profile.add(FetchProfile.Item.ENVELOPE);
        folder.fetch(newest, profile);
        return List.of(newest);
    }
}
