package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.certificate.CertificateChain;
import dev.tocsin.monitor.posture.hsts.PreloadEligibility.Www;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.posture.name.PublicSuffixes;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Instant;

/// What the www of a domain is like: once the domain is preloaded with its subdomains nobody reaches it without a good
/// certificate. Only looked at where preloading is of interest.
final class WwwLook {

    private WwwLook() {}

    /// Blocks for one connection.
    static Www of(PostureTarget target, Places places, Instant at) {
        var domain = HostName.parse(target.url().host()).flatMap(PublicSuffixes::registered);
        var asked = target.named()
                && (target.preloadList().isPresent() || target.policy().profile() == Profile.PRELOAD);
        return domain.filter(name -> asked && name.ascii().equals(target.url().host()))
                .flatMap(name -> WebUrl.parse("https://www." + name.ascii() + "/"))
                .map(url -> places.all(url).stream()
                        .findFirst()
                        .map(endpoint -> of(endpoint, url.host(), target, at))
                        .orElse(Www.CLOSED))
                .orElse(Www.UNKNOWN);
    }

    private static Www of(Endpoint endpoint, String host, PostureTarget target, Instant at) {
        var recorder = new Recorder();
        try (var _ = OpenTls.to(endpoint, recorder, true)) {
            return new CertificateChain(recorder.chain(), host, target.anchors()).sound(at) ? Www.GOOD : Www.BAD;
        } catch (ConnectException | SocketTimeoutException closed) {
            return Www.CLOSED;
        } catch (NoRouteToHostException ours) {
            return Www.UNKNOWN;
        } catch (IOException broken) {
            return Www.BAD;
        }
    }
}
