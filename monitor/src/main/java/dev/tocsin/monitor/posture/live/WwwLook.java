package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.certificate.CertificateChain;
import dev.tocsin.monitor.posture.hsts.PreloadEligibility.Www;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.posture.name.PublicSuffixes;
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.posture.tls.TlsSurvey.Handshake;
import java.time.Instant;

/// What the www of a domain is like: once the domain is preloaded with its subdomains nobody reaches it without a good
/// certificate. Only looked at where preloading is of interest.
final class WwwLook {

    private WwwLook() {}

    /// Blocks for one connection.
    static Www of(PostureTarget target, Asking asking, Instant at) {
        var domain = HostName.parse(target.url().host()).flatMap(PublicSuffixes::registered);
        var asked = target.named()
                && (target.preloadList().isPresent() || target.policy().profile() == Profile.PRELOAD);
        return domain.filter(name -> asked && name.ascii().equals(target.url().host()))
                .flatMap(name -> WebUrl.parse("https://www." + name.ascii() + "/"))
                .map(url -> asking.endpoints(url).stream()
                        .findFirst()
                        .map(endpoint -> of(asking.greeting(endpoint), url.host(), target, at))
                        .orElse(Www.CLOSED))
                .orElse(Www.UNKNOWN);
    }

    private static Www of(Greeting greeting, String host, PostureTarget target, Instant at) {
        return switch (greeting.handshake()) {
            case Handshake.Done _ ->
                new CertificateChain(greeting.chain(), host, target.anchors()).sound(at) ? Www.GOOD : Www.BAD;
            case Handshake.Silent _ -> Www.CLOSED;
            case Handshake.OutOfReach _ -> Www.UNKNOWN;
            case Handshake.Refused _, Handshake.NoTls _ -> Www.BAD;
        };
    }
}
