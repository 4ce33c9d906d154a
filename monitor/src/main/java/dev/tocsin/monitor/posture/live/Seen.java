package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.certificate.CertificateChain;
import dev.tocsin.monitor.posture.certificate.Renewal;
import dev.tocsin.monitor.posture.redirect.Walk;
import dev.tocsin.monitor.posture.tls.TlsChecks;
import dev.tocsin.monitor.posture.tls.TlsSurvey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What was seen, as it is shown beside the findings.
final class Seen {

    private Seen() {}

    static List<PostureSight.LeafSight> leaves(Map<String, CertificateChain> chains) {
        var at = new LinkedHashMap<X509Certificate, List<String>>();
        chains.forEach((address, chain) ->
                at.computeIfAbsent(chain.leaf(), _ -> new ArrayList<>()).add(address));
        return at.entrySet().stream()
                .map(entry -> new PostureSight.LeafSight(
                        Facts.of(entry.getKey()),
                        Renewal.Fingerprint.of(entry.getKey()).key(),
                        List.copyOf(entry.getValue())))
                .toList();
    }

    private static boolean silent(Survey survey) {
        return survey.tls().handshake() instanceof TlsSurvey.Handshake.Silent
                || survey.tls().handshake() instanceof TlsSurvey.Handshake.OutOfReach;
    }

    static PostureSight.AddressSight address(String address, Survey survey) {
        return new PostureSight.AddressSight(
                address,
                !silent(survey),
                TlsChecks.connected(survey.tls()),
                TlsChecks.words(survey.tls()),
                survey.chain().stream()
                        .findFirst()
                        .map(leaf -> Renewal.Fingerprint.of(leaf).sha256())
                        .orElse(""));
    }

    static List<PostureSight.RedirectSight> redirects(SiteLook site) {
        return Stream.concat(hops("http", site.http), hops("https", site.https)).toList();
    }

    private static Stream<PostureSight.RedirectSight> hops(String way, Walk walk) {
        return walk.hops().stream()
                .map(hop -> new PostureSight.RedirectSight(
                        way,
                        hop.url().toString(),
                        hop.answer().map(answer -> answer.status()).orElse(0),
                        hop.answer().flatMap(answer -> answer.location()).orElse("")));
    }
}
