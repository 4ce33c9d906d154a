package dev.tocsin.monitor.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import okio.Buffer;
import okio.Source;

/// The body of an answer as far as it was read: 1 MiB after decompression, then reading stops, whatever was promised.
/// Filled by the thread that looks; the one that guards the deadline may read it at any moment.
final class Body {

    static final int LIMIT = 1024 * 1024;
    private static final int START = 4 * 1024;
    private static final int CHUNK = 8 * 1024;

    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private boolean cut;

    /// Reads to the end or to the limit. Blocks as long as the peer likes: the deadline closes the socket beneath.
    void fill(Source source) throws IOException {
        var chunk = new Buffer();
        while (true) {
            var count = source.read(chunk, CHUNK);
            if (count < 0 || !take(chunk.readByteArray())) {
                return;
            }
        }
    }

    private synchronized boolean take(byte[] bytes) {
        var room = LIMIT - read.size();
        cut = bytes.length > room;
        read.write(bytes, 0, Math.min(bytes.length, room));
        return !cut;
    }

    /// Whether there was more than the limit allows to read.
    synchronized boolean cut() {
        return cut;
    }

    synchronized int length() {
        return read.size();
    }

    synchronized String text(Charset charset) {
        return read.toString(charset);
    }

    /// The first 4 KiB as text, for a person to see what came instead.
    String start(Charset charset) {
        byte[] bytes;
        synchronized (this) {
            bytes = read.toByteArray();
        }
        return Wording.printable(new String(bytes, 0, Math.min(bytes.length, START), charset), START);
    }

    synchronized String sha256() {
        return sha256(read.toByteArray());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
