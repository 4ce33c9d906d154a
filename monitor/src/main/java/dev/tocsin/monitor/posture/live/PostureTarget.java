package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.certificate.Anchors;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.hsts.PreloadList;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What is to be looked at, and by what it is measured.
///
/// @param connectTo dials there and keeps the URL's name
/// @param lists of revoked certificates; where empty, those that the certificate names are asked for
/// @param fetchIssuers whether issuers' certificates that are not sent are fetched from where the certificate says
/// @param time for each connection
/// @param pins keys of which one must be served; empty where none are pinned
/// @param hearsay who else is asked
public record PostureTarget(
        WebUrl url,
        Optional<HostAndPort> connectTo,
        PosturePolicy policy,
        Anchors anchors,
        RevocationLists lists,
        Optional<PreloadList> preloadList,
        boolean fetchIssuers,
        Duration time,
        Set<String> pins,
        Hearsay hearsay) {

    public PostureTarget {
        pins = Set.copyOf(pins);
    }

    /// One that is asked itself and nobody else, and that has no keys pinned.
    public PostureTarget(
            WebUrl url,
            Optional<HostAndPort> connectTo,
            PosturePolicy policy,
            Anchors anchors,
            RevocationLists lists,
            Optional<PreloadList> preloadList,
            boolean fetchIssuers,
            Duration time) {
        this(url, connectTo, policy, anchors, lists, preloadList, fetchIssuers, time, Set.of(), Hearsay.NONE);
    }

    /// The same held against another list of preloaded names.
    PostureTarget with(Optional<PreloadList> list) {
        return new PostureTarget(url, connectTo, policy, anchors, lists, list, fetchIssuers, time, pins, hearsay);
    }

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
