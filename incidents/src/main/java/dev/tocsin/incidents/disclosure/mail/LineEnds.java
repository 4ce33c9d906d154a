package dev.tocsin.incidents.disclosure.mail;

/// Old Macintoshes ended lines with CR alone. MIME knows no such mail, and Mime4j would see one endless line.
final class LineEnds {
    private static final int SAMPLE = 64 << 10;

    private LineEnds() {}

    /// `mail` itself, or a copy with LF where it has CR and hardly an LF.
    static byte[] readable(byte[] mail) {
        var cr = 0;
        for (var i = 0; i < Math.min(mail.length, SAMPLE); i++) {
            if (mail[i] == '\n') {
                return mail;
            }
            if (mail[i] == '\r') {
                cr++;
            }
        }
        return cr < 2 ? mail : replaced(mail);
    }

    private static byte[] replaced(byte[] mail) {
        var copy = mail.clone();
        for (var i = 0; i < copy.length; i++) {
            if (copy[i] == '\r' && (i + 1 == copy.length || copy[i + 1] != '\n')) {
                copy[i] = '\n';
            }
        }
        return copy;
    }
}
