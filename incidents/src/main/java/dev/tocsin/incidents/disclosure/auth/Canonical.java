package dev.tocsin.incidents.disclosure.auth;

import java.security.MessageDigest;
import java.util.Locale;

/// What of a mail is signed: as it is (`simple`), or with its blanks evened out (`relaxed`), RFC 6376, 3.4.
enum Canonical {
    SIMPLE,
    RELAXED;

    /// One field with its line end.
    String field(RawMessage.RawField field) {
        return switch (this) {
            case SIMPLE -> field.octets();
            case RELAXED -> relaxed(field.name(), field.value()) + "\r\n";
        };
    }

    private static String relaxed(String name, String value) {
        return name.strip().toLowerCase(Locale.ROOT) + ":"
                + value.replace("\r\n", "").replaceAll("[ \\t]+", " ").strip();
    }

    /// Feeds the body into `digest`, no more than `limit` bytes of it; answers how many there are in all.
    long body(byte[] body, long limit, MessageDigest digest) {
        var out = new Bounded(digest, limit);
        var end = body.length;
        if (this == SIMPLE) {
            while (end >= 4 && isLineEnd(body, end) && isLineEnd(body, end - 2)) {
                end -= 2;
            }
            if (end == 2 && isLineEnd(body, 2)) {
                end = 0;
            }
            out.put(body, end);
            if (end == 0 || !isLineEnd(body, end)) {
                out.lineEnd();
            }
            return out.size;
        }
        relaxed(body, out);
        return out.size;
    }

    private static void relaxed(byte[] body, Bounded out) {
        var emptyLines = 0;
        var at = 0;
        while (at < body.length) {
            var next = at;
            while (next < body.length && !(body[next] == '\r' && next + 1 < body.length && body[next + 1] == '\n')) {
                next++;
            }
            var end = next;
            while (end > at && isBlank(body[end - 1])) {
                end--;
            }
            if (end == at) {
                emptyLines++;
            } else {
                for (; emptyLines > 0; emptyLines--) {
                    out.lineEnd();
                }
                line(body, at, end, out);
                out.lineEnd();
            }
            at = next + 2;
        }
    }

    private static void line(byte[] body, int from, int to, Bounded out) {
        var blank = false;
        for (var i = from; i < to; i++) {
            if (isBlank(body[i])) {
                blank = true;
            } else {
                if (blank) {
                    out.put((byte) ' ');
                    blank = false;
                }
                out.put(body[i]);
            }
        }
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static boolean isLineEnd(byte[] body, int end) {
        return end >= 2 && body[end - 2] == '\r' && body[end - 1] == '\n';
    }

    private static final class Bounded {
        private final MessageDigest digest;
        private final long limit;
        private long size;

        Bounded(MessageDigest digest, long limit) {
            this.digest = digest;
            this.limit = limit;
        }

        void put(byte octet) {
            if (size++ < limit) {
                digest.update(octet);
            }
        }

        void put(byte[] bytes, int length) {
            digest.update(bytes, 0, (int) Math.min(length, limit));
            size += length;
        }

        void lineEnd() {
            put((byte) '\r');
            put((byte) '\n');
        }
    }
}
