package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.TlsFacts.CertificateFacts;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.X509ExtendedTrustManager;

/// The PKIX check against one set of anchors, with a memory for what passed it.
///
/// The outcome depends on the certificates, the anchors and the date alone, and checking the signatures again at every
/// look would be a good part of its cost. So a chain that passed, byte for byte, passes for ten minutes more as long as
/// all of its dates hold. A refusal is never remembered.
public final class Judge {

    /// Puts the question to the real check, with the connection it belongs to.
    @FunctionalInterface
    interface Question {
        void ask(X509ExtendedTrustManager pkix) throws CertificateException;
    }

    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int MOST_CHAINS = 20_000;

    private final X509ExtendedTrustManager pkix;
    private final Map<String, Instant> passed = new ConcurrentHashMap<>();

    Judge(X509ExtendedTrustManager pkix) {
        this.pkix = pkix;
    }

    /// @param chain as served, leaf first
    /// @param authType what the key is used for; another use is another question
    /// @throws CertificateException when the chain is not trusted
    void check(List<CertificateFacts> chain, String authType, Instant now, Question question)
            throws CertificateException {
        var key = chain.stream().map(CertificateFacts::sha256).collect(Collectors.joining(" ", authType + " ", ""));
        var last = passed.get(key);
        if (last != null && now.isBefore(last.plus(MEMORY)) && chain.stream().allMatch(dates(now))) {
            return;
        }
        question.ask(pkix);
        if (passed.size() >= MOST_CHAINS) {
            passed.clear();
        }
        passed.put(key, now);
    }

    private static Predicate<CertificateFacts> dates(Instant now) {
        return facts -> !now.isBefore(facts.notBefore()) && !now.isAfter(facts.notAfter());
    }
}
