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
import dev.tocsin.monitor.posture.dns.DnsLookup;
import dev.tocsin.monitor.posture.hsts.PreloadEligibility.Www;
import dev.tocsin.monitor.posture.hsts.PreloadList;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.posture.name.HostnameMatch;
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.posture.tls.TlsChecks;
import dev.tocsin.monitor.posture.tls.TlsSurvey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Looks at everything that a target serves, on every address of its name, and has it judged. What may be remembered
/// from look to look is in a [Memory], and nothing secret is sent. A look takes some seconds: each of its connections
/// ends within the target's time, and all of them within six times that.
public final class PostureProbe {

    /// More addresses than this are not looked at beside each other, as each takes ten connections.
    private static final int ABREAST = 8;

    private final DnsLookup dns;
    private final Names names;
    private final Memory memory;
    private final Optional<Handshaker> faster;

    /// One that asks everything itself on its first look at a target.
    public PostureProbe(DnsLookup dns) {
        this(dns, Names.OF_SYSTEM, new Memory(), Optional.empty());
    }

    /// @param names the only way to an address
    /// @param memory what other looks have learnt
    /// @param faster a library that shakes hands with servers that are known already
    public PostureProbe(DnsLookup dns, Names names, Memory memory, Optional<Handshaker> faster) {
        this.dns = dns;
        this.names = names;
        this.memory = memory;
        this.faster = faster;
    }

    /// Looks at `target` and judges it as of `at`.
    public PostureSight look(PostureTarget target, Instant at) {
        var places = new Places(target.url(), target.connectTo(), new Patience(target.time()), names);
        if (places.all(target.url()).isEmpty()) {
            return unresolved(target, at);
        }
        try (var asking = new Asking(places, new Familiar(target.url(), at, memory.surveys(), faster));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var zone = CompletableFuture.supplyAsync(() -> zone(target), threads);
            var list = CompletableFuture.supplyAsync(() -> preloadList(target), threads);
            var www = CompletableFuture.supplyAsync(() -> WwwLook.of(target, asking, at), threads);
            var looked = CompletableFuture.supplyAsync(() -> new SiteLook(asking, target, threads), threads);
            var origin = target.url().secure() ? target.url() : looked.join().origin;
            var surveys = surveys(target.url(), asking.endpoints(origin), asking, at);
            var sight = judged(target.with(list.join()), looked.join(), zone.join(), surveys, asking, www.join(), at);
            if (sight.grave()) {
                // What is that bad is confirmed by a look that asks everything itself.
                memory.surveys().forget(target.url());
            }
            return sight;
        }
    }

    private Map<String, Survey> surveys(WebUrl target, List<Endpoint> endpoints, Asking asking, Instant at) {
        try (var threads =
                Executors.newFixedThreadPool(ABREAST, Thread.ofVirtual().factory())) {
            var surveys = new LinkedHashMap<String, CompletableFuture<Survey>>();
            endpoints.forEach(endpoint -> surveys.put(
                    endpoint.text(),
                    CompletableFuture.supplyAsync(
                            () -> Survey.of(endpoint, target, asking, memory.surveys(), at), threads)));
            var done = new LinkedHashMap<String, Survey>();
            surveys.forEach((address, survey) -> done.put(address, survey.join()));
            return done;
        }
    }

    private PostureSight judged(
            PostureTarget target,
            SiteLook site,
            Zone zone,
            Map<String, Survey> surveys,
            Asking asking,
            Www www,
            Instant at) {
        var origin = site.origin;
        var fetched = new Lists(asking, memory.lists());
        var chains = new LinkedHashMap<String, CertificateChain>();
        surveys.forEach((address, survey) -> {
            if (!survey.chain().isEmpty()) {
                var sent = new CertificateChain(survey.chain(), host(origin.host()), target.anchors());
                var chain = closed(sent, target, asking, at);
                chains.put(
                        address, chain.with(target.lists().lists().isEmpty() ? fetched.of(chain, at) : target.lists()));
            }
        });
        var reached = reached(origin.host(), surveys);
        var findings = new ArrayList<>(handshakes(reached, chains, at));
        findings.addAll(around(target, origin, zone, chains.values().stream().findFirst(), at));
        findings.addAll(new Promise(target, site, surveys, chains, www).findings(at));
        findings.addAll(new PageJudgement(site, target.policy().profile(), memory.pages()).findings(at));
        var counted = target.policy().apply(findings, at);
        return new PostureSight(
                target.url().toString(),
                at,
                counted,
                Grade.of(counted),
                chains.values().stream().findFirst().map(CertificateChain::served).orElse(List.of()).stream()
                        .map(Facts::of)
                        .toList(),
                Seen.leaves(chains),
                surveys.entrySet().stream()
                        .map(entry -> Seen.address(entry.getKey(), entry.getValue()))
                        .toList(),
                reached.values().stream().allMatch(survey -> TlsChecks.connected(survey.tls())),
                Seen.redirects(site),
                site.page.map(WebUrl::toString).orElse(""));
    }

    /// With what is known of the certificates that it lacks.
    private CertificateChain closed(CertificateChain sent, PostureTarget target, Asking asking, Instant at) {
        memory.issuers().learn(sent, at);
        var known = sent.knowing(memory.issuers().missing(sent, at));
        return target.fetchIssuers() && known.gap(at).isPresent()
                ? sent.knowing(new Issuers(asking).of(sent, at))
                : known;
    }

    private static PostureSight unresolved(PostureTarget target, Instant at) {
        var finding =
                Finding.untested(TlsCheck.CONNECT, "the name " + target.url().host() + " does not resolve here");
        return new PostureSight(
                target.url().toString(),
                at,
                List.of(finding),
                Grade.of(List.of(finding)),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of(),
                "");
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

    /// What the DNS says of a name.
    private record Zone(Optional<List<CaaRecord>> authorities, DnsChecks.Signed signed) {}

    private Zone zone(PostureTarget target) {
        var name = HostName.parse(target.url().host())
                // A name of one label, such as localhost, is nobody's in the DNS.
                .filter(own -> target.named() && own.labels().size() > 1);
        return new Zone(name.flatMap(dns::authorities), name.map(dns::signed).orElse(DnsChecks.Signed.UNKNOWN));
    }

    /// What the DNS, the authority and the past have to say of the certificate.
    private static List<Finding> around(
            PostureTarget target, WebUrl origin, Zone zone, Optional<CertificateChain> chain, Instant at) {
        var records = zone.authorities();
        var findings = new ArrayList<Finding>();
        findings.add(DnsChecks.present(records));
        findings.add(DnsChecks.dnssec(zone.signed()));
        chain.map(CertificateChain::leaf).ifPresent(leaf -> {
            findings.addAll(Renewal.of(Optional.empty(), Renewal.Fingerprint.of(leaf), target.pins()));
            findings.add(RenewalInformation.judge(target.hearsay().renewal(leaf), leaf, at));
            var wildcard = HostnameMatch.of(host(origin.host()), Extensions.names(leaf))
                            instanceof HostnameMatch.Matched matched
                    && matched.name().startsWith("*.");
            findings.add(DnsChecks.match(records, leaf.getIssuerX500Principal().getName(), wildcard));
        });
        return findings;
    }

    /// From the file where there is one, and else from hearsay.
    private static Optional<PreloadList> preloadList(PostureTarget target) {
        return target.preloadList()
                .or(() -> HostName.parse(target.url().host())
                        .filter(own -> target.named() && own.labels().size() > 1)
                        .flatMap(target.hearsay()::preloaded));
    }

    /// Without the brackets around IPv6.
    static String host(String written) {
        return written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
    }
}
