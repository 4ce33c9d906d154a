package dev.tocsin.monitor.posture.certificate;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;

/// What is read off a certificate, kept for as long as that very object is: looks at a server that is known find the
/// same objects again, minute by minute. Safe for use by many threads.
public final class ReadOnce<T> {

    private static final int MOST = 5_000;

    private final Function<X509Certificate, T> reading;

    /// By identity, which weak keys mean.
    private final Cache<X509Certificate, T> known =
            CacheBuilder.newBuilder().weakKeys().maximumSize(MOST).build();

    /// @param reading pure
    public ReadOnce(Function<X509Certificate, T> reading) {
        this.reading = reading;
    }

    public T of(X509Certificate certificate) {
        return Optional.ofNullable(known.getIfPresent(certificate)).orElseGet(() -> {
            var read = reading.apply(certificate);
            known.put(certificate, read);
            return read;
        });
    }
}
