package dev.tocsin.monitor.probe.dns;

import static dev.tocsin.monitor.probe.dns.Asking.facts;
import static dev.tocsin.monitor.probe.dns.Asking.failed;
import static dev.tocsin.monitor.probe.dns.Asking.inconclusive;
import static dev.tocsin.monitor.probe.dns.Asking.passed;
import static dev.tocsin.monitor.probe.dns.NameServer.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe.Dns.RecordType;
import dev.tocsin.monitor.Probe.Dns.Transport;
import dev.tocsin.monitor.probe.Authority;
import dev.tocsin.monitor.probe.ResolverCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

class DnsProberTest {
    private static final String SHOP = "shop.example";
    private static final Record SHOP_A = record("shop.example. A 192.0.2.10");

    @Test
    void an_answer_is_kept_with_its_code_its_flags_and_its_phases() {
        try (var server = NameServer.answering(Rcode.NOERROR, SHOP_A)) {
            var seen = passed(Asking.about(SHOP).at(server.address()).look());

            assertThat(seen.reason()).startsWith("NOERROR over udp, 1 record: 300 A 192.0.2.10, in ");
            assertThat(seen.evidence().address()).isEqualTo(server.address());
            assertThat(facts(seen).rcode()).isEqualTo("NOERROR");
            assertThat(facts(seen).flags()).containsExactly("aa");
            assertThat(facts(seen).answers()).containsExactly("300 A 192.0.2.10");
            assertThat(seen.evidence().timings().firstByte()).isPresent();
            assertThat(seen.evidence().timings().resolve()).isEmpty();
            assertThat(server.asked()).containsExactly("udp");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NXDOMAIN | name shop.example does not exist, says %s (NXDOMAIN), expected NOERROR",
                "SERVFAIL | %s could not find an answer for shop.example (SERVFAIL): its zone is broken or cannot be"
                        + " reached, expected NOERROR",
                "REFUSED | %s refuses to answer for shop.example (REFUSED), expected NOERROR",
                "NOTIMP | %s answered NOTIMP for shop.example, expected NOERROR"
            })
    void a_server_that_gives_no_answer_is_told_in_words(String rcode, String words) {
        try (var server = NameServer.answering(Rcode.value(rcode))) {
            var seen = failed(Asking.about(SHOP).at(server.address()).look());

            assertThat(seen.reason()).isEqualTo(words.formatted(server.address()));
            assertThat(seen.evidence().checks()).containsExactly(new Check("rcode", false, "NOERROR", rcode));
        }
    }

    @Test
    void a_name_that_must_not_exist_passes_while_it_does_not() {
        try (var gone = NameServer.answering(Rcode.NXDOMAIN);
                var there = NameServer.answering(Rcode.NOERROR, SHOP_A)) {
            passed(Asking.about(SHOP).rcodes("NXDOMAIN").at(gone.address()).look());
            assertThat(failed(Asking.about(SHOP)
                                    .rcodes("NXDOMAIN")
                                    .at(there.address())
                                    .look())
                            .reason())
                    .isEqualTo(there.address() + " answers for shop.example (NOERROR), expected NXDOMAIN");
        }
    }

    @Test
    void a_name_without_a_record_of_the_type_fails() {
        try (var server = NameServer.answering(Rcode.NOERROR)) {
            assertThat(failed(Asking.about(SHOP).at(server.address()).look()).reason())
                    .isEqualTo("shop.example has no A record, says " + server.address());
        }
    }

    @Test
    void an_alias_that_leads_nowhere_is_named() {
        try (var server = NameServer.answering(Rcode.NOERROR, record("shop.example. CNAME gone.cdn.example."))) {
            assertThat(failed(Asking.about(SHOP).at(server.address()).look()).reason())
                    .isEqualTo("shop.example is an alias of gone.cdn.example, which has no A record");
        }
    }

    @Test
    void a_lame_server_is_told_from_an_empty_answer() {
        try (var server = NameServer.that((query, _) -> {
            var answer = NameServer.answer(query, Rcode.NOERROR);
            answer.getHeader().unsetFlag(Flags.AA);
            answer.addRecord(record("example. NS a.gtld.example."), Section.AUTHORITY);
            return List.of(answer.toWire());
        })) {
            assertThat(failed(Asking.about(SHOP).at(server.address()).look()).reason())
                    .isEqualTo(server.address() + " does not serve shop.example, it only refers to a.gtld.example");
            assertThat(failed(Asking.about(SHOP)
                                    .at(server.address())
                                    .authoritative()
                                    .look())
                            .evidence()
                            .checks())
                    .contains(new Check("authoritative", false, "an authoritative answer", "not authoritative"));
        }
    }

    @Test
    void every_expected_value_must_be_there_and_with_only_no_other() {
        try (var server = NameServer.answering(Rcode.NOERROR, SHOP_A, record("shop.example. A 192.0.2.66"))) {
            passed(Asking.about(SHOP).values("192.0.2.10").at(server.address()).look());

            assertThat(failed(Asking.about(SHOP)
                                    .values("192.0.2.11")
                                    .at(server.address())
                                    .look())
                            .reason())
                    .isEqualTo("answer lacks \"192.0.2.11\", it has 192.0.2.10, 192.0.2.66");
            assertThat(failed(Asking.about(SHOP)
                                    .values("192.0.2.10")
                                    .only()
                                    .at(server.address())
                                    .look())
                            .reason())
                    .isEqualTo("answer has what is not expected: 192.0.2.66");
        }
    }

    @Test
    void a_zone_must_have_come_to_its_serial_also_around_the_end_of_numbers() {
        var soa = "example. SOA ns.example. admin.example. %s 3600 600 86400 300";
        try (var server = NameServer.answering(Rcode.NOERROR, record(soa.formatted(2026010105)))) {
            var zone = Asking.about("example").type(RecordType.SOA).at(server.address());
            assertThat(facts(passed(zone.serial(2026010105).look())).serial()).contains(2026010105L);
            assertThat(failed(zone.serial(2026010106).look()).reason())
                    .isEqualTo("zone is at serial 2026010105, expected 2026010106 or later");
        }
        try (var server = NameServer.answering(Rcode.NOERROR, record(soa.formatted(3)))) {
            passed(Asking.about("example")
                    .type(RecordType.SOA)
                    .at(server.address())
                    .serial(4294967290L)
                    .look());
        }
    }

    @Test
    void what_does_not_fit_a_datagram_is_fetched_over_tcp() {
        try (var server = NameServer.that((query, datagram) -> {
            var answer = NameServer.answer(query, Rcode.NOERROR, SHOP_A);
            if (datagram) {
                answer.removeAllRecords(Section.ANSWER);
                answer.getHeader().setFlag(Flags.TC);
            }
            return List.of(answer.toWire());
        })) {
            var seen = passed(Asking.about(SHOP).at(server.address()).look());

            assertThat(facts(seen).transport()).isEqualTo("udp, then tcp");
            assertThat(server.asked()).containsExactly("udp", "tcp");
            assertThat(seen.evidence().timings().transfer()).isPresent();
        }
    }

    @Test
    void a_slow_answer_is_degraded_or_down_as_told() {
        try (var server = NameServer.answering(Rcode.NOERROR, SHOP_A)) {
            var hurried = Asking.about(SHOP).at(server.address());

            assertThat(hurried.within(Duration.ofNanos(1), false).look())
                    .isInstanceOfSatisfying(
                            Observation.Passed.class,
                            seen -> assertThat(seen.slow()).isTrue());
            failed(hurried.within(Duration.ofNanos(1), true).look());
        }
    }

    @Test
    void the_address_for_a_pointer_may_be_written_as_it_is() {
        try (var server = NameServer.answering(Rcode.NOERROR, record("10.2.0.192.in-addr.arpa. PTR shop.example."))) {
            passed(Asking.about("192.0.2.10")
                    .type(RecordType.PTR)
                    .values("Shop.Example.")
                    .at(server.address())
                    .look());
        }
    }

    @Test
    void over_tls_the_certificate_must_be_for_the_server(@TempDir Path folder) {
        var authority = new Authority("DNS Test CA");
        try (var server = NameServer.over(authority.identity("ns1.example").tls(), SHOP_A)) {
            var asking =
                    Asking.about(SHOP).over(Transport.TLS).at(server.address()).trust(authority.pem(folder));

            var seen = passed(asking.serverName("ns1.example").look());
            assertThat(seen.evidence().tls().orElseThrow().version()).isEqualTo("TLSv1.3");
            assertThat(seen.evidence().timings().tls()).isPresent();
            assertThat(facts(seen).transport()).isEqualTo("tls");

            assertThat(failed(asking.serverName("ns2.example").look()).reason())
                    .isEqualTo("certificate is for ns1.example, not ns2.example");
            assertThat(server.asked()).as("a stranger is asked nothing").hasSize(1);
        }
    }

    @Test
    void an_authority_that_nobody_trusts_is_told() {
        var authority = new Authority("DNS Test CA");
        try (var server = NameServer.over(authority.identity("ns1.example").tls(), SHOP_A)) {
            assertThat(failed(Asking.about(SHOP)
                                    .over(Transport.TLS)
                                    .serverName("ns1.example")
                                    .at(server.address())
                                    .look())
                            .reason())
                    .startsWith("certificate comes from an authority that is not trusted: DNS Test CA");
        }
    }

    @Test
    void the_silence_of_our_own_resolvers_never_counts() {
        try (var silent = NameServer.silent();
                var broken = NameServer.answering(Rcode.SERVFAIL);
                var root = NameServer.answering(Rcode.NOERROR)) {
            var dead = new ResolverCheck(List::of);
            var alive = new ResolverCheck(() -> List.of(address(root)));

            assertThat(inconclusive(Asking.about(SHOP)
                                    .ours(dead, address(silent))
                                    .look(Asking.SOON))
                            .reason())
                    .isEqualTo("our own resolver does not answer (name shop.example)");
            inconclusive(Asking.about(SHOP).ours(dead, address(broken)).look());
            failed(Asking.about(SHOP).ours(alive, address(broken)).look());
        }
    }

    @Test
    void the_second_of_our_resolvers_is_asked_when_the_first_is_silent() {
        try (var silent = NameServer.silent();
                var fine = NameServer.answering(Rcode.NOERROR, SHOP_A)) {
            passed(Asking.about(SHOP)
                    .ours(new ResolverCheck(List::of), address(silent), address(fine))
                    .look(Duration.ofMillis(800)));
        }
    }

    @Test
    void what_is_no_name_is_nobodys_fault_but_ours() {
        assertThat(inconclusive(Asking.about("a..b").at("127.0.0.1:9").look()).reason())
                .isEqualTo("\"a..b\" is no name in the DNS");
    }

    private static InetSocketAddress address(NameServer server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }
}
