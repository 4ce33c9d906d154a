package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.TlsFacts;
import dev.tocsin.monitor.TlsFacts.CertificateFacts;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;
import okhttp3.internal.tls.OkHostnameVerifier;

/// Sees the certificates of one look, writes them down, and only then lets the real PKIX check judge them.
///
/// A chain that is not trusted breaks off the handshake, so that no request (perhaps with a password in it) reaches a
/// stranger. Whether the name matches is written down together with it, and asked again by OkHttp once the handshake
/// is done and before any request: then a stranger with a good certificate for another name is left as well. Only a
/// look that was told not to verify goes on in both cases.
public final class Witness implements HostnameVerifier {

    private static final ScopedValue<Witness> PRESENT = ScopedValue.newInstance();

    private final Judge judge;
    private final String host;
    private final Instant now;
    private final Progress progress;
    private final boolean strict;
    private final Optional<ClientCertificates.Held> ours;
    private Optional<String> complaint = Optional.empty();

    /// Puts up with nothing and shows nothing of ourselves.
    /// @param host the name that the certificate must be for
    public Witness(Judge judge, String host, Instant now, Progress progress) {
        this(judge, host, now, progress, true, Optional.empty());
    }

    /// @param strict whether what is wrong ends the handshake, or is only written down
    /// @param ours what is shown to a server that asks who we are
    Witness(
            Judge judge,
            String host,
            Instant now,
            Progress progress,
            boolean strict,
            Optional<ClientCertificates.Held> ours) {
        this.judge = judge;
        this.host = host;
        this.now = now;
        this.progress = progress;
        this.strict = strict;
        this.ours = ours;
    }

    /// Performs `work` on this thread and sees every chain of certificates that it is shown.
    public <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(PRESENT, this).call(work);
    }

    /// The witness of what this thread is performing.
    static Witness present() throws CertificateException {
        return PRESENT.orElseThrow(() -> new CertificateException("nobody is looking"));
    }

    /// What the look that this thread is performing shows to a server that asks who we are; empty without one.
    static Optional<ClientCertificates.Held> identity() {
        return PRESENT.isBound() ? PRESENT.get().ours : Optional.empty();
    }

    /// What is wrong with the certificates seen, in a sentence; empty when nothing is, or none were seen.
    public Optional<String> complaint() {
        return complaint;
    }

    /// Writes `served` down and has it judged.
    /// @throws CertificateException when it is not trusted: ends the handshake
    void testify(X509Certificate[] served, String authType, Judge.Question question) throws CertificateException {
        var chain = List.copyOf(Arrays.asList(served));
        var facts = chain.stream().map(CertificateReading::factsOf).toList();
        var hostnameMatches = OkHostnameVerifier.INSTANCE.verify(host, chain.getFirst());
        var refusal = refusal(facts, authType, question);
        complaint = CertificateComplaint.about(chain, refusal, host, hostnameMatches, now);
        progress.tls(new TlsFacts("", "", facts, refusal.isEmpty(), hostnameMatches));
        if (strict && refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private Optional<CertificateException> refusal(
            List<CertificateFacts> chain, String authType, Judge.Question question) {
        try {
            judge.check(chain, authType, now, question);
            return Optional.empty();
        } catch (CertificateException refused) {
            return Optional.of(refused);
        }
    }

    /// The handshake is done: version and cipher are known now.
    @Override
    public boolean verify(String named, SSLSession session) {
        progress.tls()
                .ifPresent(seen -> progress.tls(new TlsFacts(
                        session.getProtocol(),
                        session.getCipherSuite(),
                        seen.certificates(),
                        seen.trusted(),
                        seen.hostnameMatches())));
        return !strict || OkHostnameVerifier.INSTANCE.verify(named, session);
    }
}
