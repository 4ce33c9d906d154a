package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.AddressFindings;
import dev.tocsin.monitor.posture.CertificateCheck;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Grade;
import dev.tocsin.monitor.posture.TlsCheck;
import dev.tocsin.monitor.posture.certificate.CertificateChain;
import dev.tocsin.monitor.posture.certificate.Extensions;
import dev.tocsin.monitor.posture.certificate.Renewal;
import dev.tocsin.monitor.posture.certificate.RenewalInformation;
import dev.tocsin.monitor.posture.dns.CaaRecord;
import dev.tocsin.monitor.posture.dns.DnsChecks;
import dev.tocsin.monitor.posture.hsts.HstsChecks;
import dev.tocsin.monitor.posture.hsts.PreloadChecks;
import dev.tocsin.monitor.posture.hsts.PreloadEligibility;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.posture.name.HostnameMatch;
import dev.tocsin.monitor.posture.redirect.RedirectChecks;
import dev.tocsin.monitor.posture.redirect.RedirectWalk;
import dev.tocsin.monitor.posture.redirect.Walk;
import dev.tocsin.monitor.posture.tls.TlsChecks;
import dev.tocsin.monitor.posture.tls.TlsSurvey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks at everything that a target serves, on every address of its name, and has it judged. Nothing is remembered
/// from look to look, and nothing secret is sent. A look takes some seconds; each of its connections ends within the
/// target's time.
public final class PostureProbe {

    /// Asks the DNS who may issue for a name; empty where it could not be asked.
    @FunctionalInterface
    public interface CaaLookup {
        Optional<List<CaaRecord>> records(HostName name);
    }

    private final CaaLookup caa;

    public PostureProbe(CaaLookup caa) {
        this.caa = caa;
    }

    /// Looks at `target` and judges it as of `at`.
    public PostureSight look(PostureTarget target, Instant at) {
        var places = new Places(target.url(), target.connectTo(), target.time());
        var asking = new Asking(places);
        var site = new SiteLook(asking, target);
        var origin = site.https.start().url();
        var surveys = new LinkedHashMap<String, Survey>();
        places.all(origin).forEach(endpoint -> surveys.put(endpoint.text(), Survey.of(endpoint)));
        if (surveys.isEmpty()) {
            return unresolved(target, at);
        }
        var lists = new Lists(asking);
        var chains = new LinkedHashMap<String, CertificateChain>();
        surveys.forEach((address, survey) -> {
            if (!survey.chain().isEmpty()) {
                var chain = new CertificateChain(survey.chain(), host(origin.host()), target.anchors());
                chains.put(
                        address, chain.with(target.lists().lists().isEmpty() ? lists.of(chain, at) : target.lists()));
            }
        });
        var findings = new ArrayList<>(handshakes(reached(origin.host(), surveys), chains, at));
        findings.addAll(around(target, chains.values().stream().findFirst(), at));
        findings.addAll(web(target, site, surveys, chains, at));
        findings.addAll(site.findings(at));
        var counted = target.policy().apply(findings, at);
        return new PostureSight(
                target.url().toString(),
                at,
                counted,
                Grade.of(counted),
                chains.values().stream().findFirst().map(CertificateChain::served).orElse(List.of()).stream()
                        .map(Facts::of)
                        .toList(),
                surveys.entrySet().stream()
                        .map(entry -> seen(entry.getKey(), entry.getValue()))
                        .toList(),
                redirects(site));
    }

    private static PostureSight unresolved(PostureTarget target, Instant at) {
        var finding = Finding.untested(
                TlsCheck.CONNECT,
                "the name " + target.url().host() + " does not resolve here");
        return new PostureSight(
                target.url().toString(),
                at,
                List.of(finding),
                Grade.of(List.of(finding)),
                List.of(),
                List.of(),
                List.of());
    }

    /// The addresses that count: without those to which we have no way, and on the loopback without those that nothing
    /// listens on, where something does on another. Where none is left all count.
    private static Map<String, Survey> reached(String host, Map<String, Survey> surveys) {
        var reached = new LinkedHashMap<>(surveys);
        reached.values().removeIf(survey -> {
            var handshake = survey.tls().handshake();
            return handshake instanceof TlsSurvey.Handshake.OutOfReach
                    || (host.equals("localhost") && handshake instanceof TlsSurvey.Handshake.Silent);
        });
        return reached.isEmpty() ? surveys : reached;
    }

    private static List<Finding> handshakes(
            Map<String, Survey> surveys, Map<String, CertificateChain> chains, Instant at) {
        var byAddress = new LinkedHashMap<String, List<Finding>>();
        surveys.forEach((address, survey) -> {
            var findings = new ArrayList<>(TlsChecks.of(survey.tls()));
            var chain = chains.get(address);
            if (chain != null) {
                findings.addAll(chain.findings(at));
            }
            byAddress.put(address, findings);
        });
        var joined = new ArrayList<>(AddressFindings.join(byAddress));
        if (chains.isEmpty()) {
            Stream.of(CertificateCheck.EXPIRED, CertificateCheck.HOSTNAME, CertificateCheck.TRUST)
                    .map(check -> Finding.untested(check, "no certificate was shown"))
                    .forEach(joined::add);
        }
        return joined;
    }

    /// What the DNS, the authority and the past have to say of the certificate.
    private List<Finding> around(PostureTarget target, Optional<CertificateChain> chain, Instant at) {
        var name = HostName.parse(target.url().host()).filter(_ -> target.named());
        var records = name.flatMap(caa::records);
        var findings = new ArrayList<Finding>();
        findings.add(DnsChecks.present(records));
        findings.add(DnsChecks.dnssec(DnsChecks.Signed.UNKNOWN));
        chain.map(CertificateChain::leaf).ifPresent(leaf -> {
            findings.addAll(Renewal.of(Optional.empty(), Renewal.Fingerprint.of(leaf), Set.of()));
            findings.add(RenewalInformation.judge(Optional.empty(), leaf, at));
            var wildcard = HostnameMatch.of(host(target.url().host()), Extensions.names(leaf))
                            instanceof HostnameMatch.Matched matched
                    && matched.name().startsWith("*.");
            findings.add(DnsChecks.match(records, leaf.getIssuerX500Principal().getName(), wildcard));
        });
        return findings;
    }

    private static List<Finding> web(
            PostureTarget target,
            SiteLook site,
            Map<String, Survey> surveys,
            Map<String, CertificateChain> chains,
            Instant at) {
        var host = host(site.https.start().url().host());
        var profile = target.policy().profile();
        var list = target.preloadList();
        var preloaded =
                list.flatMap(known -> HostName.parse(host).flatMap(known::find)).isPresent();
        var walk = RedirectWalk.judge(host, site.http, site.https);
        var sound = !chains.isEmpty() && chains.values().stream().allMatch(chain -> chain.sound(at));
        var findings = new ArrayList<Finding>();
        var fields = new HstsChecks.Fields(
                site.hsts(site.front),
                site.hstsOnRedirect(),
                site.hsts(site.missing),
                site.http.start().answer().map(answer -> answer.hsts()));
        findings.addAll(new HstsChecks(fields, host, profile, preloaded).findings(sound));
        var sight = sight(host, site, walk, surveys, chains, sound, at);
        findings.addAll(PreloadChecks.of(host, profile, list, Optional.of(sight), Optional.empty(), at));
        findings.addAll(RedirectChecks.of(
                walk,
                profile,
                name -> list.flatMap(known -> HostName.parse(name).flatMap(known::find))
                        .isPresent()));
        return findings;
    }

    private static PreloadEligibility.Sight sight(
            String host,
            SiteLook site,
            RedirectWalk walk,
            Map<String, Survey> surveys,
            Map<String, CertificateChain> chains,
            boolean sound,
            Instant at) {
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
                site.hsts(site.front).orElse(List.of()),
                errors,
                walk.preload().httpWarnings(),
                PreloadEligibility.Www.UNKNOWN);
    }

    private static String host(String written) {
        return written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
    }

    private static PostureSight.AddressSight seen(String address, Survey survey) {
        return new PostureSight.AddressSight(
                address,
                TlsChecks.connected(survey.tls()),
                TlsChecks.words(survey.tls()),
                survey.chain().stream()
                        .findFirst()
                        .map(leaf -> Renewal.Fingerprint.of(leaf).sha256())
                        .orElse(""));
    }

    private static List<PostureSight.RedirectSight> redirects(SiteLook site) {
        return Stream.of(site.http, site.https)
                .map(Walk::hops)
                .flatMap(List::stream)
                .map(hop -> new PostureSight.RedirectSight(
                        hop.url().toString(),
                        hop.answer().map(answer -> answer.status()).orElse(0),
                        hop.answer().flatMap(answer -> answer.location()).orElse("")))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
