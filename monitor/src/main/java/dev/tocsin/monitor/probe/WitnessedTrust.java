package dev.tocsin.monitor.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Leads each chain of certificates before the [Witness] of the look it belongs to. Without one nothing is trusted.
final class WitnessedTrust extends X509ExtendedTrustManager {

    /// What Conscrypt calls a TLS 1.3 exchange of keys, which names no algorithm, and what the PKIX check calls it.
    private static final String GENERIC = "GENERIC";

    private static final String UNKNOWN = "UNKNOWN";

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        var known = known(authType);
        Witness.present().testify(chain, known, pkix -> pkix.checkServerTrusted(chain, known, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        var known = known(authType);
        Witness.present().testify(chain, known, pkix -> pkix.checkServerTrusted(chain, known, engine));
    }

    private static String known(String authType) {
        return authType.equals(GENERIC) ? UNKNOWN : authType;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a chain without its connection cannot be judged");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw notAServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw notAServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw notAServer();
    }

    private static CertificateException notAServer() {
        return new CertificateException("a probe is never a server");
    }

    /// Only a server that asks for client certificates would need them.
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
