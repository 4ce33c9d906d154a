package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.AddressFindings;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.certificate.CertificateChain;
import dev.tocsin.monitor.posture.hsts.HstsChecks;
import dev.tocsin.monitor.posture.hsts.PreloadChecks;
import dev.tocsin.monitor.posture.hsts.PreloadEligibility;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.posture.redirect.RedirectChecks;
import dev.tocsin.monitor.posture.redirect.RedirectWalk;
import dev.tocsin.monitor.posture.tls.TlsChecks;
import dev.tocsin.monitor.posture.tls.TlsSurvey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How surely visitors come over HTTPS: what HSTS, the preload list and the redirects say together.
///
/// @param surveys by address, never empty
/// @param chains of those addresses that showed one
record Promise(
        PostureTarget target,
        SiteLook site,
        Map<String, Survey> surveys,
        Map<String, CertificateChain> chains,
        PreloadEligibility.Www www) {

    List<Finding> findings(Instant at) {
        var host = PostureProbe.host(site.origin.host());
        var profile = target.policy().profile();
        var list = target.preloadList();
        var preloaded =
                list.flatMap(known -> HostName.parse(host).flatMap(known::find)).isPresent();
        var walk = RedirectWalk.judge(host, site.http, site.https);
        var sound = !chains.isEmpty() && chains.values().stream().allMatch(chain -> chain.sound(at));
        var findings = new ArrayList<Finding>();
        var byAddress = new LinkedHashMap<String, List<Finding>>();
        site.fronts.forEach((address, answer) -> byAddress.put(
                address, new HstsChecks(fields(Optional.of(answer)), host, profile, preloaded).findings(sound)));
        findings.addAll(
                byAddress.isEmpty()
                        ? new HstsChecks(fields(Optional.empty()), host, profile, preloaded).findings(sound)
                        : AddressFindings.worst(byAddress));
        var sight = sight(host, walk, sound, at);
        findings.addAll(PreloadChecks.of(host, profile, list, Optional.of(sight), Optional.empty(), at));
        findings.addAll(RedirectChecks.of(
                walk,
                profile,
                name -> list.flatMap(known -> HostName.parse(name).flatMap(known::find))
                        .isPresent()));
        return findings;
    }

    private HstsChecks.Fields fields(Optional<HttpAnswer> front) {
        return new HstsChecks.Fields(
                SiteLook.hsts(front),
                site.hstsOnRedirect(),
                SiteLook.hsts(site.missing),
                site.http.start().answer().map(answer -> answer.hsts()));
    }

    /// What the preload checker would see.
    private PreloadEligibility.Sight sight(String host, RedirectWalk walk, boolean sound, Instant at) {
        var first = surveys.values().iterator().next().tls();
        var obsolete = first.handshake() instanceof TlsSurvey.Handshake.Done done
                && TlsChecks.obsolete(done.version(), done.cipher());
        var connection = sound
                ? PreloadEligibility.Connection.GOOD
                : chains.isEmpty() ? PreloadEligibility.Connection.NONE : PreloadEligibility.Connection.BAD_CHAIN;
        var errors = new ArrayList<>(walk.preload().httpErrors());
        errors.addAll(walk.preload().httpsErrors());
        return new PreloadEligibility.Sight(
                host,
                connection,
                chains.values().stream().anyMatch(chain -> chain.sha1(at)),
                obsolete,
                SiteLook.hsts(site.front).orElse(List.of()),
                errors,
                walk.preload().httpWarnings(),
                www);
    }
}
