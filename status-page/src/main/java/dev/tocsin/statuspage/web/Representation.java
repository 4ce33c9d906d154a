package dev.tocsin.statuspage.web;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/// One document of the page, ready to be sent: its bytes plain and compressed, each with its own strong entity tag
/// (RFC 9110, 8.8.3) and its headers. It is compressed when the first reader asks for that, a millisecond at most: a
/// change of the page makes hundreds of documents anew, of which few are read before the next one.
final class Representation {

    /// The document in one content coding. `bytes` is shared: send a slice of it.
    record Encoded(String etag, ByteBuffer bytes, HttpFields headers, HttpFields notModified) {}

    private final HttpFields common;
    private final String digest;
    private final Encoded identity;
    private final Map<Coding, Encoded> forms = new ConcurrentHashMap<>();

    private Representation(HttpFields common, String digest, Encoded identity) {
        this.common = common;
        this.digest = digest;
        this.identity = identity;
    }

    /// `before` is what stood in its place: it is kept when it says the same, and with it what was compressed.
    static Representation of(byte[] bytes, String contentType, HttpFields common, @Nullable Representation before) {
        var digest = digest(bytes);
        if (before != null && before.digest.equals(digest) && before.common.equals(common)) {
            return before;
        }
        return new Representation(
                common, digest, encoded(bytes, '"' + digest + '"', contentType, common, HttpFields.EMPTY));
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

    /// The document as a client that takes `coding` gets it.
    Encoded encoded(Coding coding) {
        return coding == Coding.IDENTITY ? identity : forms.computeIfAbsent(coding, this::compressed);
    }

    /// The same where it costs nothing; null when it would have to be compressed first.
    @Nullable
    Encoded ready(Coding coding) {
        return coding == Coding.IDENTITY ? identity : forms.get(coding);
    }

    /// A document too small to shrink is sent as it is.
    private Encoded compressed(Coding coding) {
        var plain = identityBytes();
        return coding.apply(plain)
                .filter(bytes -> bytes.length < plain.length)
                .map(bytes -> encoded(
                        bytes,
                        '"' + digest + '-' + coding.word() + '"',
                        contentType(),
                        common,
                        HttpFields.from(new HttpField(HttpHeader.CONTENT_ENCODING, coding.word()))))
                .orElse(identity);
    }

    /// Whether a client would notice the difference.
    boolean sameAs(Representation other) {
        return digest.equals(other.digest) && common.equals(other.common);
    }

    /// How much memory it takes at most once it was read in every coding.
    long size() {
        return (long) identity.bytes().capacity() * Coding.values().length;
    }

    boolean isDressedIn(HttpFields headers) {
        return common.equals(headers);
    }

    byte[] identityBytes() {
        var shared = identity.bytes().slice();
        var bytes = new byte[shared.remaining()];
        shared.get(bytes);
        return bytes;
    }

    String contentType() {
        return String.valueOf(identity.headers().get(HttpHeader.CONTENT_TYPE));
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
