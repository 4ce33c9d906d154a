package dev.tocsin.statuspage.web;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// A content coding (RFC 9110, 8.4.1), the one we would rather send first.
enum Coding {
    /// RFC 7932. Its library is native; where it does not load, nobody is offered it.
    BROTLI("br"),
    GZIP("gzip"),
    IDENTITY("identity");

    /// What a change costs is paid before readers see it: more than this would make it slow for little.
    private static final int QUALITY = 5;

    private static final Encoder.Parameters PARAMETERS =
            new Encoder.Parameters().setQuality(QUALITY).setMode(Encoder.Mode.TEXT);

    private static final boolean LOADED = Brotli4jLoader.isAvailable();

    private final String word;

    Coding(String word) {
        this.word = word;
    }

    /// As headers write it.
    String word() {
        return word;
    }

    boolean isOffered() {
        return this != BROTLI || LOADED;
    }

    /// Empty where this coding is not offered.
    Optional<byte[]> apply(byte[] bytes) {
        return switch (this) {
            case BROTLI -> LOADED ? Optional.of(brotli(bytes)) : Optional.empty();
            case GZIP -> Optional.of(gzip(bytes));
            case IDENTITY -> Optional.of(bytes);
        };
    }

    private static byte[] brotli(byte[] bytes) {
        try {
            return Encoder.compress(bytes, PARAMETERS);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory failed", e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        var buffer = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(buffer)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return buffer.toByteArray();
    }
}
