package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.TlsFacts.CertificateFacts;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Grade;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.TlsCheck;
import java.time.Instant;
import java.util.List;

/// What one look at the posture of a target found.
///
/// @param certificates of the first address that showed any, as served
/// @param redirects of the way from plain HTTP and of the way from HTTPS
/// @param leaves the servers' own certificates, each once
/// @param whole whether a client of today could connect to every address that counts
/// @param page whose cookies, headers and content were judged: where the way over HTTPS ends; empty where none answers
public record PostureSight(
        String target,
        Instant at,
        List<Finding> findings,
        Grade grade,
        List<CertificateFacts> certificates,
        List<LeafSight> leaves,
        List<AddressSight> addresses,
        boolean whole,
        List<RedirectSight> redirects,
        String page) {

    /// One address of the name.
    ///
    /// @param answered whether anything there takes connections
    /// @param connected whether a client of today could connect; `tls` says how, or why not
    public record AddressSight(String address, boolean answered, boolean connected, String tls, String sha256) {}

    /// A certificate that servers showed as their own.
    ///
    /// @param key SHA-256 of its public key in base64
    /// @param at the addresses that showed it
    public record LeafSight(CertificateFacts certificate, String key, List<String> at) {}

    /// One hop.
    ///
    /// @param way where it began: http or https
    /// @param status 0 where nothing answered
    /// @param location where it leads, as it was sent; empty where it leads nowhere
    public record RedirectSight(String way, String url, int status, String location) {}

    public PostureSight {
        findings = List.copyOf(findings);
        certificates = List.copyOf(certificates);
        leaves = List.copyOf(leaves);
        addresses = List.copyOf(addresses);
        redirects = List.copyOf(redirects);
    }

    /// Whether nothing takes connections, at any address.
    public boolean silent() {
        return addresses.stream().noneMatch(AddressSight::answered);
    }

    /// Whether anything critical is wrong.
    boolean grave() {
        return findings.stream()
                .anyMatch(finding -> finding.severity() == Severity.CRITICAL
                        && finding.verdict().compareTo(PostureVerdict.WARN) >= 0);
    }

    /// Whether nothing could be looked at at all, perhaps by a fault of ours.
    public boolean blind() {
        return findings.stream()
                .anyMatch(
                        finding -> finding.check() == TlsCheck.CONNECT && finding.verdict() == PostureVerdict.UNTESTED);
    }
}
