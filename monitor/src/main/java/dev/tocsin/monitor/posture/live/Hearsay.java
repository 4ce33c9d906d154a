package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.certificate.RenewalInformation;
import dev.tocsin.monitor.posture.hsts.PreloadList;
import dev.tocsin.monitor.posture.name.HostName;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// What others say of a certificate and of a name. Asked only where the operator wants it; blocks for some seconds at
/// most.
public interface Hearsay {

    /// Nobody is asked.
    Hearsay NONE = new Hearsay() {
        @Override
        public Optional<RenewalInformation> renewal(X509Certificate leaf) {
            return Optional.empty();
        }

        @Override
        public Optional<PreloadList> preloaded(HostName name) {
            return Optional.empty();
        }
    };

    /// When the authority wants the certificate renewed; empty where nobody is to be asked, or it does not say.
    Optional<RenewalInformation> renewal(X509Certificate leaf);

    /// All that concerns `name` in the list of preloaded names; empty where nobody is to be asked, or nobody says.
    Optional<PreloadList> preloaded(HostName name);
}
