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

/// What Java no longer speaks is served by openssl, as far as it still can, and by a server made by hand: SSL 2, SSL 3,
/// RC4, DES and suites for export are in neither any more.
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

        expect("tls 1.0, 1.1", "fail minor tls.version.floor", serve(rsa, "-cipher", "ECDHE:!eNULL:@SECLEVEL=0"));
        expect(
                "tls 1.1 alone",
                "fail major tls.connect, fail major tls.version.13, fail minor tls.version.floor",
                serve(rsa, "-tls1_1", "-cipher", "ECDHE:!eNULL:@SECLEVEL=0"));
        expect(
                "static rsa",
                "fail major tls.connect, fail major tls.version.13, fail major tls.kex.fs",
                serve(rsa, "-tls1_2", "-cipher", "AES128-SHA:@SECLEVEL=0"));
        expect(
                "null",
                "fail major tls.connect, fail major tls.version.13, fail minor tls.cipher",
                serve(rsa, "-tls1_2", "-cipher", "NULL-SHA256:@SECLEVEL=0"));
        expect(
                "anonymous beside good",
                "fail minor tls.cipher",
                serve(rsa, "-no_tls1", "-no_tls1_1", "-cipher", "ECDHE+AESGCM:AECDH:@SECLEVEL=0"));
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
    void what_openssl_has_forgotten_is_found_by_hand_as_well() throws IOException {
        expectOld("ssl 2", "fail minor tls.version.floor", OldServer.speaking(OldServer.SSL_2));
        expectOld("ssl 3", "fail minor tls.version.floor", OldServer.speaking(ClientHello.SSL_3, 0x0005));
        expectOld(
                "rc4", "fail minor tls.cipher, fail major tls.kex.fs", OldServer.speaking(ClientHello.TLS_1_2, 0x0005));
        expectOld(
                "rc4-md5",
                "fail minor tls.cipher, fail major tls.kex.fs",
                OldServer.speaking(ClientHello.TLS_1_2, 0x0004));
        expectOld(
                "3des",
                "fail minor tls.cipher, fail major tls.kex.fs",
                OldServer.speaking(ClientHello.TLS_1_2, 0x000a));
        expectOld("3des, ecdhe", "fail minor tls.cipher", OldServer.speaking(ClientHello.TLS_1_2, 0xc012));
        expectOld("des", "fail minor tls.cipher", OldServer.speaking(ClientHello.TLS_1_2, 0x0009));
        expectOld("export", "fail minor tls.cipher", OldServer.speaking(ClientHello.TLS_1_2, 0x0003));
        expectOld("dh 480", "fail minor tls.dh", OldServer.agreeing(480));
        expectOld("dh 512", "fail minor tls.dh", OldServer.agreeing(512));
        expectOld("dh 2047", "fail minor tls.dh", OldServer.agreeing(2047));
        expectOld("dh 3072", "warn minor tls.dh", OldServer.agreeing(3072));
    }

    /// No client of today can connect to such a server, which is told as well.
    private void expectOld(String kind, String expected, OldServer server) throws IOException {
        try (server) {
            expect(kind, "fail major tls.connect, fail major tls.version.13, " + expected, hosts.look(server.port()));
        }
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
