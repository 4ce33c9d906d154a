package dev.tocsin.statuspage.web;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/// One document of the page: its bytes plain and compressed, each with its own strong entity tag (RFC 9110, 8.8.3) and
/// its headers. A change of the page makes hundreds of documents anew, of which few are read before the next one: so
/// most are written when the first reader asks for them, and all are compressed then, a millisecond or two in all.
final class Representation {
    private final String contentType;
    private final HttpFields common;
    private final @Nullable Object facts;
    private final Map<Coding, Encoded> forms = new ConcurrentHashMap<>();
    private volatile @Nullable Written written;

    /// Null once it was asked: it holds on to the whole board.
    private @Nullable Supplier<byte[]> source;

    /// The document in one content coding. `bytes` is shared: send a slice of it.
    record Encoded(String etag, ByteBuffer bytes, HttpFields headers, HttpFields notModified) {}

    private record Written(String digest, Encoded identity) {}

    private Representation(String contentType, HttpFields common, @Nullable Object facts) {
        this.contentType = contentType;
        this.common = common;
        this.facts = facts;
    }

    /// `before` is what stood in its place: it is kept when it says the same, and with it what was compressed.
    static Representation of(byte[] bytes, String contentType, HttpFields common, @Nullable Representation before) {
        var digest = digest(bytes);
        var old = before == null ? null : before.written;
        if (before != null && old != null && old.digest.equals(digest) && before.common.equals(common)) {
            return before;
        }
        var document = new Representation(contentType, common, null);
        document.written = document.written(bytes, digest);
        return document;
    }

    /// The same of a document that `source` writes when it is asked for first. What it writes follows from `facts`
    /// alone, which are immutable: by them it is told whether it says the same as `before`.
    static Representation later(
            Object facts,
            Supplier<byte[]> source,
            String contentType,
            HttpFields common,
            @Nullable Representation before) {
        if (before != null && before.written != null && before.isOf(facts, common)) {
            return before;
        }
        var document = new Representation(contentType, common, facts);
        document.source = source;
        return document;
    }

    private boolean isOf(Object others, HttpFields headers) {
        return others.equals(facts) && common.equals(headers);
    }

    private Written written() {
        var known = written;
        return known == null ? write() : known;
    }

    /// Readers who come at once wait for the one who writes.
    private synchronized Written write() {
        var known = written;
        if (known == null) {
            var bytes = Objects.requireNonNull(source, "neither written nor to be written")
                    .get();
            known = written(bytes, digest(bytes));
            written = known;
            source = null;
        }
        return known;
    }

    private Written written(byte[] bytes, String digest) {
        return new Written(digest, encoded(bytes, '"' + digest + '"', contentType, common, HttpFields.EMPTY));
    }

    private static Encoded encoded(
            byte[] bytes, String etag, String contentType, HttpFields common, HttpFields coding) {
        var validator = new PreEncodedHttpField(HttpHeader.ETAG, etag);
        var headers = HttpFields.build(common)
                .add(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, contentType))
                .add(new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, Integer.toString(bytes.length)))
                .add(validator)
                .add(coding);
        return new Encoded(
                etag,
                ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer(),
                headers.asImmutable(),
                HttpFields.build(common).add(validator).asImmutable());
    }

    /// The document as a client that takes `coding` gets it. Writes it where that was not done yet; throws what
    /// writing throws, and may be asked again.
    Encoded encoded(Coding coding) {
        var identity = written().identity;
        return coding == Coding.IDENTITY ? identity : forms.computeIfAbsent(coding, this::compressed);
    }

    /// The same where it costs nothing; null when it would have to be written or compressed first.
    @Nullable
    Encoded ready(Coding coding) {
        var known = written;
        return known == null || coding != Coding.IDENTITY ? forms.get(coding) : known.identity;
    }

    /// A document too small to shrink is sent as it is.
    private Encoded compressed(Coding coding) {
        var plain = identityBytes();
        return coding.apply(plain)
                .filter(bytes -> bytes.length < plain.length)
                .map(bytes -> encoded(
                        bytes,
                        '"' + written().digest + '-' + coding.word() + '"',
                        contentType,
                        common,
                        HttpFields.from(new HttpField(HttpHeader.CONTENT_ENCODING, coding.word()))))
                .orElse(written().identity);
    }

    /// Whether a client would notice no difference. Two that are written later are told by their facts.
    boolean sameAs(Representation other) {
        if (this == other) {
            return true;
        }
        return facts == null
                ? other.facts == null
                        && common.equals(other.common)
                        && written().digest.equals(other.written().digest)
                : other.isOf(facts, common);
    }

    /// How much memory it takes at most once it was read in every coding.
    long size() {
        return (long) written().identity.bytes().capacity() * Coding.values().length;
    }

    byte[] identityBytes() {
        var shared = written().identity.bytes().slice();
        var bytes = new byte[shared.remaining()];
        shared.get(bytes);
        return bytes;
    }

    String contentType() {
        return contentType;
    }

    private static String digest(byte[] bytes) {
        var half = new byte[16];
        System.arraycopy(sha256(bytes), 0, half, 0, half.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256, this one does not", e);
        }
    }
}
