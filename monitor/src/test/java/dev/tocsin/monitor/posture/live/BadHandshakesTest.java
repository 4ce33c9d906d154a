package dev.tocsin.monitor.posture.live;

import static dev.tocsin.monitor.posture.live.BadHosts.bad;
import static dev.tocsin.monitor.posture.live.BadHosts.expect;
import static dev.tocsin.monitor.posture.live.BadHosts.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.monitor.posture.Ca.Issued;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Java no longer speaks is served by openssl, as far as it still can: it has neither SSL 2, SSL 3, RC4 nor export
/// suites any more.
class BadHandshakesTest {
    private final BadHosts hosts = new BadHosts();

    @TempDir
    Path folder;

    @Test
    void tls_1_2_alone_is_worth_a_line() throws IOException {
        expect("tls 1.2 only", "warn info tls.version.13", hosts.serve(server(), "TLSv1.2"));
    }

    @Test
    void old_versions_and_suites_are_found_by_hand() throws Exception {
        var rsa = rsa();

        expect("tls 1.0, 1.1", "fail minor tls.version.floor", serve(rsa, "-cipher", "ECDHE:@SECLEVEL=0"));
        expect(
                "tls 1.1 alone",
                "fail major tls.connect, fail major tls.version.13, fail minor tls.version.floor",
                serve(rsa, "-tls1_1", "-cipher", "ECDHE:@SECLEVEL=0"));
        expect(
                "static rsa",
                "fail major tls.connect, fail major tls.version.13, fail major tls.kex.fs",
                serve(rsa, "-tls1_2", "-cipher", "AES128-SHA:@SECLEVEL=0"));
        expect(
                "null",
                "fail major tls.connect, fail major tls.version.13",
                serve(rsa, "-tls1_2", "-cipher", "NULL-SHA256:@SECLEVEL=0"));
        expect(
                "cbc",
                "warn minor tls.cipher, warn info tls.version.13",
                serve(rsa, "-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA"));
    }

    @Test
    void a_group_is_measured_by_its_prime() throws Exception {
        var rsa = rsa();

        expect(
                "dh 2048",
                "warn minor tls.dh",
                serve(rsa, "-no_tls1", "-no_tls1_1", "-cipher", "ECDHE+AESGCM:DHE+AESGCM"));
        expect(
                "dh 1024",
                "fail minor tls.dh",
                serve(
                        rsa,
                        "-no_tls1",
                        "-no_tls1_1",
                        "-cipher",
                        "ECDHE+AESGCM:DHE+AESGCM:@SECLEVEL=0",
                        "-dhparam",
                        ModpGroup.write(folder)));
    }

    @Test
    void mozillas_configurations_are_good() throws Exception {
        var rsa = rsa();

        expect("mozilla modern", "", serve(rsa, "-tls1_3"));
        expect(
                "mozilla intermediate",
                "",
                serve(rsa, "-no_tls1", "-no_tls1_1", "-cipher", "ECDHE+AESGCM:ECDHE+CHACHA20"));
    }

    @Test
    void a_certificate_that_no_safe_client_takes_ends_the_handshake() throws Exception {
        assumeTrue(OpensslSite.possible(), "openssl is not here");
        var small = hosts.intermediate.issue(server().key("RSA 512"));

        var sight = hosts.openssl(folder, small, "-cipher", "ALL:@SECLEVEL=0");

        System.out.println(
                "rsa 512                expected no connection with a safe client, got " + bad(sight, "cert.", "tls."));
        assertThat(bad(sight, "cert.", "tls.")).contains("fail major tls.connect", "fail minor cert.key.size");
    }

    @Test
    void a_server_that_asks_who_we_are_is_told() throws Exception {
        var rsa = rsa();

        expect("client certificate", "warn info tls.client-certificate", serve(rsa, "-tls1_3", "-verify", "1"));
    }

    @Test
    void what_is_no_tls_or_nothing_at_all_is_told() throws IOException {
        try (var plain = TlsSite.plain(path -> TlsSite.answer(200, path))) {
            expect("plain text", "fail critical tls.connect", hosts.lookAtSilence(plain.port()));
        }
        // Port 1 is nobody's.
        expect("closed", "fail critical tls.connect", hosts.look(1));
    }

    private Issued rsa() {
        assumeTrue(OpensslSite.possible(), "openssl is not here");
        return hosts.intermediate.issue(server().key("RSA 2048"));
    }

    private PostureSight serve(Issued issued, String... options) throws IOException, GeneralSecurityException {
        return hosts.openssl(folder, issued, options);
    }
}
