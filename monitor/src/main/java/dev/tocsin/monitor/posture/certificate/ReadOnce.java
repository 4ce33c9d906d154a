package dev.tocsin.monitor.posture.certificate;

import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;

/// What is read off a certificate, kept for as long as somebody holds that certificate: looks at a server that is known
/// judge the same one again, minute by minute. Safe for use by many threads.
public final class ReadOnce<T> {

    private final Function<X509Certificate, T> reading;
    private final Map<X509Certificate, T> known = Collections.synchronizedMap(new WeakHashMap<>());

    /// @param reading pure, and its result holds no certificate
    public ReadOnce(Function<X509Certificate, T> reading) {
        this.reading = reading;
    }

    public T of(X509Certificate certificate) {
        return Optional.ofNullable(known.get(certificate)).orElseGet(() -> {
            var read = reading.apply(certificate);
            known.put(certificate, read);
            return read;
        });
    }
}
