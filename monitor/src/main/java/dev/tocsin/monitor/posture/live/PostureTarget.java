package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.certificate.Anchors;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.hsts.PreloadList;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.time.Duration;
import java.util.Optional;

/// What is to be looked at, and by what it is measured.
///
/// @param connectTo dials there and keeps the URL's name
/// @param lists of revoked certificates; where empty, those that the certificate names are asked for
/// @param fetchIssuers whether issuers' certificates that are not sent are fetched from where the certificate says
/// @param time for each connection
public record PostureTarget(
        WebUrl url,
        Optional<HostAndPort> connectTo,
        PosturePolicy policy,
        Anchors anchors,
        RevocationLists lists,
        Optional<PreloadList> preloadList,
        boolean fetchIssuers,
        Duration time) {

    /// The place of the target over HTTPS.
    WebUrl https() {
        return url.secure() ? url : url.over("https");
    }

    /// The place of the target over plain HTTP.
    WebUrl http() {
        return url.secure() ? url.over("http") : url;
    }

    /// Whether the DNS of the real name has anything to do with what is looked at.
    boolean named() {
        return connectTo.isEmpty();
    }
}
