package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndependenceTest {
    @TempDir
    private Path folder;

    @Test
    void a_page_on_the_host_that_it_tells_of_is_warned_of_before_the_start() throws IOException {
        var review = Settings.review(file("shop.example.com"), Map.of(), Instant.parse("2026-11-23T00:00:00Z"));

        assertThat(review.problems()).isEmpty();
        assertThat(review.warnings())
                .extracting(Problem::toString)
                .anySatisfy(line -> assertThat(line).contains("shop.example.com", "which monitor shop watches"));
        assertThat(Settings.review(file("status.example.net"), Map.of(), Instant.parse("2026-11-23T00:00:00Z"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void a_shared_address_and_a_shared_certificate_are_told() throws Exception {
        var settings =
                Settings.read(Optional.of(file("status.example.net")), Map.of()).settings();
        var one = Set.of(InetAddress.getByName("192.0.2.7"));

        assertThat(Independence.shared(settings, found(host -> one, host -> Set.of()), Map.of()))
                .containsExactly("the status page and monitor shop share the address 192.0.2.7");
        assertThat(Independence.shared(
                        settings,
                        Independence.Names.NONE,
                        Map.of(OwnPosture.NAME, Set.of("ab"), "shop", Set.of("ab", "cd"), "inside", Set.of("ab"))))
                .containsExactly("the status page and monitor shop share a certificate");
        assertThat(Independence.shared(
                        settings,
                        found(host -> host.startsWith("shop") ? one : Set.of(), host -> Set.of(host)),
                        Map.of(OwnPosture.NAME, Set.of("ef"), "shop", Set.of("ab"))))
                .isEmpty();
    }

    @Test
    void shared_name_servers_are_told_in_one_line() throws Exception {
        var settings =
                Settings.read(Optional.of(file("status.example.net")), Map.of()).settings();

        assertThat(Independence.shared(
                        settings, found(host -> Set.of(), host -> Set.of("ns1.dns.example", "of." + host)), Map.of()))
                .containsExactly(
                        "the status page and monitor shop are found by the same name servers (ns1.dns.example)");
    }

    @Test
    void a_page_on_this_machine_is_somebody_trying_it_out() throws IOException {
        assertThat(Independence.resolve("localhost")).isEmpty();
        assertThat(Settings.review(file("localhost"), Map.of(), Instant.parse("2026-11-23T00:00:00Z"))
                        .warnings())
                .isEmpty();
    }

    private static Independence.Names found(
            Function<String, Set<InetAddress>> addresses, Function<String, Set<String>> servers) {
        return new Independence.Names() {
            @Override
            public Set<InetAddress> addresses(String host) {
                return addresses.apply(host);
            }

            @Override
            public Set<String> servers(String host) {
                return servers.apply(host);
            }
        };
    }

    private Path file(String host) throws IOException {
        return Files.writeString(folder.resolve(host + ".yml"), """
            url: https://%s
            monitors:
              - { name: shop, http: "https://shop.example.com/" }
              - { name: inside, http: "https://inside.example.com/" }
            components: [ { name: Shop, monitors: [shop] } ]
            """.formatted(host));
    }
}
