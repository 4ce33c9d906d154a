package dev.tocsin.monitor.probe.dns;

import static dev.tocsin.monitor.probe.dns.NameServer.answer;
import static dev.tocsin.monitor.probe.dns.NameServer.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.dns.DnsChecks.Signed;
import dev.tocsin.monitor.posture.name.HostName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

class ResolverLookupTest {
    private static final HostName SHOP = HostName.parse("a.shop.example").orElseThrow();
    private static final Record CAA = record("shop.example. CAA 0 issue \"letsencrypt.org\"");
    private static final Record ADDRESS = record("a.shop.example. A 192.0.2.10");

    @Test
    void the_closest_name_up_the_tree_with_records_says_who_may_issue() {
        try (var server = server(query -> name(query).equals("shop.example.")
                ? answer(query, Rcode.NOERROR, CAA)
                : answer(query, Rcode.NXDOMAIN))) {
            assertThat(lookup(server).authorities(SHOP).orElseThrow())
                    .singleElement()
                    .hasToString("0 issue \"letsencrypt.org\"");
        }
    }

    @Test
    void no_record_anywhere_is_an_answer_and_a_broken_server_is_none() {
        try (var none = server(query -> answer(query, Rcode.NOERROR));
                var broken = server(query -> answer(query, Rcode.SERVFAIL));
                var silent = NameServer.silent()) {
            assertThat(lookup(none).authorities(SHOP)).contains(List.of());
            assertThat(lookup(broken).authorities(SHOP)).isEmpty();
            assertThat(lookup(silent).authorities(SHOP)).isEmpty();
        }
    }

    @Test
    void the_closest_zone_up_the_tree_says_which_servers_answer_for_a_name() {
        try (var server = server(query -> name(query).equals("shop.example.")
                        ? answer(query, Rcode.NOERROR, record("shop.example. NS NS1.DNS.example."))
                        : answer(query, Rcode.NXDOMAIN));
                var silent = NameServer.silent()) {
            assertThat(lookup(server).nameServers(SHOP)).containsExactly("ns1.dns.example");
            assertThat(lookup(silent).nameServers(SHOP)).isEmpty();
        }
    }

    @Test
    void a_resolver_that_validates_tells_signed_unsigned_and_forged_apart() {
        try (var secure = server(query -> validated(answer(query, Rcode.NOERROR, ADDRESS)));
                var insecure = server(query -> name(query).equals(".")
                        ? validated(answer(query, Rcode.NOERROR))
                        : answer(query, Rcode.NOERROR, ADDRESS));
                var bogus = server(query -> query.getHeader().getFlag(Flags.CD)
                        ? answer(query, Rcode.NOERROR, ADDRESS)
                        : answer(query, Rcode.SERVFAIL))) {
            assertThat(lookup(secure).signed(SHOP)).isEqualTo(Signed.SECURE);
            assertThat(lookup(insecure).signed(SHOP)).isEqualTo(Signed.INSECURE);
            assertThat(lookup(bogus).signed(SHOP)).isEqualTo(Signed.BOGUS);
        }
    }

    @Test
    void a_resolver_that_knows_nothing_of_signatures_leaves_the_question_open() {
        try (var ignorant = server(query -> answer(query, Rcode.NOERROR, ADDRESS));
                var broken = server(query -> answer(query, Rcode.SERVFAIL));
                var silent = NameServer.silent()) {
            assertThat(lookup(ignorant).signed(SHOP)).isEqualTo(Signed.UNKNOWN);
            assertThat(lookup(broken).signed(SHOP)).isEqualTo(Signed.UNKNOWN);
            assertThat(lookup(silent).signed(SHOP)).isEqualTo(Signed.UNKNOWN);
        }
    }

    @Test
    void an_answer_is_asked_for_again_when_its_time_is_over_and_an_error_at_once() {
        var asked = new AtomicInteger();
        var now = new AtomicLong();
        var known = new KnownAnswers(now::get);
        try (var server = server(query -> {
                    asked.incrementAndGet();
                    return name(query).equals("a.shop.example.")
                            ? answer(query, Rcode.NOERROR, record("a.shop.example. CAA 0 issue \"one.example\""))
                            : answer(query, Rcode.SERVFAIL);
                });
                var broken = server(query -> {
                    asked.incrementAndGet();
                    return answer(query, Rcode.SERVFAIL);
                })) {
            lookup(server, known).authorities(SHOP);
            assertThat(lookup(server, known).authorities(SHOP).orElseThrow()).hasSize(1);
            assertThat(asked).hasValue(1);
            now.addAndGet(Duration.ofMinutes(5).toNanos());
            lookup(server, known).authorities(SHOP);
            assertThat(asked).hasValue(2);

            now.addAndGet(Duration.ofMinutes(5).toNanos());
            lookup(broken, known).authorities(SHOP);
            lookup(broken, known).authorities(SHOP);
            assertThat(asked).hasValue(4);
        }
    }

    private static ResolverLookup lookup(NameServer server, KnownAnswers known) {
        return ResolverLookup.at(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), Duration.ofSeconds(5), known);
    }

    private static Message validated(Message answer) {
        answer.getHeader().setFlag(Flags.AD);
        return answer;
    }

    private static String name(Message query) {
        return query.getQuestion().getName().toString();
    }

    private static NameServer server(Function<Message, Message> answers) {
        return NameServer.that((query, _) -> List.of(answers.apply(query).toWire()));
    }

    private static ResolverLookup lookup(NameServer server) {
        return ResolverLookup.at(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), Duration.ofMillis(400));
    }
}
