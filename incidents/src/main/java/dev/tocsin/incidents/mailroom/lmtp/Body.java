package dev.tocsin.incidents.mailroom.lmtp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Takes in what follows DATA. It ends with a dot between two CR LF and with nothing else: a server that also takes
/// bare line feeds can be made to see two mails in one (RFC 5321, 4.1.1.4).
final class Body implements AutoCloseable {

    /// How it went. Whatever it was, the client is at the end of its mail, except after [#ENDLESS].
    enum Taken {
        WHOLE,
        TOO_LARGE,
        NO_ROOM,
        /// Larger than we are willing to read past.
        ENDLESS,
        TOO_SLOW
    }

    private enum At {
        LINE_START,
        DOT,
        DOT_CR,
        TEXT,
        CR,
        END
    }

    private static final long CHECK_EVERY = 64 << 10;

    private final Bounds bounds;
    private final Room room;
    private final long startedAt = System.nanoTime();
    private ByteArrayOutputStream mail = new ByteArrayOutputStream();
    private At at = At.LINE_START;
    private Taken taken = Taken.WHOLE;
    private long size;
    private int pieces;

    Body(Bounds bounds, Room room) {
        this.bounds = bounds;
        this.room = room;
    }

    /// Reads to the end.
    /// @throws EOFException when the client leaves before it
    Taken read(InputStream in) throws IOException {
        long read = 0;
        while (at != At.END) {
            var next = in.read();
            if (next < 0) {
                throw new EOFException("the client left in the middle of a mail");
            }
            step(next);
            if (size > 2L * bounds.mail()) {
                return Taken.ENDLESS;
            }
            if (++read % CHECK_EVERY == 0 && isLate()) {
                return Taken.TOO_SLOW;
            }
        }
        return taken;
    }

    byte[] bytes() {
        return mail.toByteArray();
    }

    /// Gives the memory back.
    @Override
    public void close() {
        mail = new ByteArrayOutputStream(0);
        room.giveBack(pieces);
        pieces = 0;
    }

    private void step(int next) {
        at = switch (at) {
            case LINE_START -> next == '.' ? At.DOT : text(next);
            case DOT -> next == '\r' ? At.DOT_CR : text(next);
            case DOT_CR -> {
                if (next == '\n') {
                    yield At.END;
                }
                keep('\r');
                yield text(next);
            }
            case TEXT -> text(next);
            case CR -> {
                var after = text(next);
                yield next == '\n' ? At.LINE_START : after;
            }
            case END -> At.END;
        };
    }

    private At text(int next) {
        keep(next);
        return next == '\r' ? At.CR : At.TEXT;
    }

    private void keep(int octet) {
        size++;
        if (taken != Taken.WHOLE) {
            return;
        }
        if (size > bounds.mail()) {
            give(Taken.TOO_LARGE);
        } else if (size > (long) pieces * Room.PIECE && !grow()) {
            give(Taken.NO_ROOM);
        } else {
            mail.write(octet);
        }
    }

    private boolean grow() {
        var granted = room.take();
        if (granted) {
            pieces++;
        }
        return granted;
    }

    /// Reads on without keeping anything.
    private void give(Taken why) {
        taken = why;
        close();
    }

    private boolean isLate() {
        return Duration.ofNanos(System.nanoTime() - startedAt).compareTo(bounds.transfer()) > 0;
    }
}
