package dev.tocsin.app.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.app.Settings;
import dev.tocsin.monitor.DialogueStep;
import dev.tocsin.monitor.HttpOptions;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportsTest {

    private static final String MODULES = """
            modules:
              web:
                prober: http
                timeout: 7s
                http:
                  valid_status_codes: [200, 204]
                  valid_http_versions: [HTTP/2.0]
                  method: POST
                  headers: { Accept-Language: de, X-Price: "${5}" }
                  body: 'q=1'
                  no_follow_redirects: true
                  fail_if_not_ssl: true
                  fail_if_body_not_matches_regexp: ["(?P<n>[[:digit:]]+) items"]
                  fail_if_body_matches_regexp: ["(?i)fatal"]
                  fail_if_header_not_matches: [ { header: Content-Type, regexp: "text/html" } ]
                  fail_if_header_matches: [ { header: X-Old, regexp: "1", allow_missing: true } ]
                  basic_auth: { username: ana, password: 0123 }
                  preferred_ip_protocol: ip4
                  ip_protocol_fallback: false
                  tls_config: { insecure_skip_verify: true, min_version: TLS13 }
                  proxy_url: "socks5://ana:geheim@proxy.example:3128"
                  fail_if_body_json_matches_cel: "body.a == 1"
                  body_size_limit: 10MB
              idle: { prober: tcp }
            """;

    private static final String JOBS = """
            global: { scrape_interval: 1m30s }
            scrape_configs:
              - job_name: shop
                metrics_path: /probe
                params: { module: [web] }
                static_configs:
                  - { targets: [ "https://shop.example/", "http://plain.example/a" ], labels: { team: blue } }
                file_sd_configs: [ { files: [ "more-*.json" ] } ]
                relabel_configs:
                  - { source_labels: [__address__], target_label: __param_target }
                  - { source_labels: [__param_target], target_label: instance }
                  - { target_label: __address__, replacement: "exporter:9115" }
                  - { source_labels: [team], regex: "(.*)", target_label: squad }
              - { job_name: node, static_configs: [ { targets: ["node:9100"] } ] }
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /// Reads what was made as `tocsin check` would, and finds nothing wrong with it.
    private List<Probe.Http> checked(Imported imported, Map<String, String> environment) throws IOException {
        return probes(imported, environment).stream()
                .map(probe -> (Probe.Http) probe)
                .toList();
    }

    private List<Probe> probes(Imported imported, Map<String, String> environment) throws IOException {
        var reading = Settings.read(Optional.of(file("made.yml", imported.text())), environment);
        assertThat(reading.problems()).as(imported.text()).isEmpty();
        assertThat(reading.settings().monitors()).hasSize(imported.monitors());
        return reading.settings().monitors().stream().map(Monitor::probe).toList();
    }

    @Test
    void modules_and_their_targets_become_monitors() throws IOException {
        file("more-1.json", "[{\"targets\": [\"bare.example\"], \"labels\": {\"__param_module\": \"web\"}}]");

        var imported = Imports.read(
                List.of(file("blackbox.yml", MODULES)), List.of(file("prometheus.yml", JOBS)), Optional.empty());

        var probes = checked(imported, Map.of());
        assertThat(probes)
                .extracting(Probe::target)
                .containsExactly("https://shop.example/", "http://plain.example/a", "http://bare.example");
        var shop = probes.getFirst();
        assertThat(shop.method()).isEqualTo("POST");
        assertThat(shop.headers()).containsEntry("X-Price", "${5}");
        assertThat(shop.follow()).isZero();
        assertThat(shop.expect().status()).extracting(Object::toString).containsExactly("200", "204");
        assertThat(shop.expect().traits()).hasSize(2);
        assertThat(shop.expect()
                        .matches()
                        .getFirst()
                        .pattern()
                        .matcher("12 items")
                        .find())
                .isTrue();
        assertThat(shop.expect()
                        .matches()
                        .getLast()
                        .pattern()
                        .matcher("a\nFATAL b")
                        .find())
                .isFalse();
        assertThat(shop.expect().matches().getLast().pattern().matcher("fine").find())
                .isTrue();
        assertThat(shop.options().auth())
                .hasValueSatisfying(auth -> assertThat(
                                ((HttpOptions.Auth.Basic) auth).password().reveal())
                        .isEqualTo("0123"));
        assertThat(shop.options().ipFamily()).isEqualTo(HttpOptions.IpFamily.IPV4);
        assertThat(shop.options().verify()).isFalse();
        assertThat(imported.text()).contains("every: 90s", "timeout: 7s");
    }

    @Test
    void whatever_has_no_counterpart_is_named() throws IOException {
        var imported = Imports.read(
                List.of(file("blackbox.yml", MODULES)), List.of(file("prometheus.yml", JOBS)), Optional.empty());

        assertThat(imported.text().lines().filter(line -> line.contains("# not taken over: ")))
                .containsExactlyInAnyOrder(
                        "# not taken over: module web: fail_if_header_matches for X-Old: allow_missing; here the header must be there",
                        "# not taken over: module web: http.fail_if_body_json_matches_cel: body.a == 1",
                        "# not taken over: module web: http.body_size_limit: 10MB",
                        "# not taken over: module web: http.proxy_url: socks5://[redacted]@proxy.example:3128, "
                                + "a kind of proxy that is not spoken to here",
                        "# not taken over: module web: fail_if_not_ssl: true",
                        "# not taken over: module idle: no target is probed by it",
                        "# not taken over: prometheus.yml, job shop: label team=blue",
                        "# not taken over: prometheus.yml, job shop: file_sd file more-*.json, which is not there",
                        "# not taken over: prometheus.yml, job shop: a rule of relabel_configs for squad",
                        "# not taken over: prometheus.yml, job node: scrapes metrics and probes nothing");
        assertThat(imported.lost()).isEqualTo(10);
    }

    @Test
    void ports_names_and_hosts_keep_their_kind() throws IOException {
        var modules = file("blackbox.yml", """
                modules:
                  port: { prober: tcp, tcp: { tls: true, query_response: [ { expect: "^220" }, { send: QUIT } ] } }
                  name: { prober: dns, dns: { query_name: shop.example, query_type: mx, valid_rcodes: [NOERROR] } }
                  host: { prober: icmp, icmp: { ttl: 5 } }
                  health: { prober: grpc, grpc: { service: shop.Basket } }
                  odd: { prober: unix }
                """);
        var targets = file("targets.yml", """
                - { targets: ["mail.example:465"], labels: { module: port } }
                - { targets: ["192.0.2.53"], labels: { module: name } }
                - { targets: ["gate.example"], labels: { module: host } }
                - { targets: ["basket.example:50051"], labels: { module: health } }
                - { targets: ["x"], labels: { module: odd } }
                - { targets: ["y"], labels: { module: missing } }
                """);

        var imported = Imports.read(List.of(modules), List.of(targets), Optional.empty());

        assertThat(imported.text()).endsWith("""
                monitors:
                  - name: "mail.example:465 (port)"
                    tcp: "mail.example:465"
                    tls: true
                    steps:
                      - expect: "(?m)^220"
                      - send: "QUIT\\n"
                  - name: "192.0.2.53 (name)"
                    dns: shop.example
                    server: 192.0.2.53
                    type: MX
                    expect:
                      rcode:
                        - NOERROR
                  - name: "gate.example (host)"
                    icmp: gate.example
                  - name: "basket.example:50051 (health)"
                    grpc: "basket.example:50051"
                    service: shop.Basket
                    plaintext: true
                """);
        assertThat(imported.text())
                .contains(
                        "# not taken over: module host: icmp.ttl: 5",
                        "# not taken over: target x: prober unix of module odd",
                        "# not taken over: target y: its module missing is in no file");
    }

    @Test
    void dialogues_go_as_far_as_they_can_be_held_here() throws IOException {
        var modules = file("blackbox.yml", """
                modules:
                  plain: { prober: tcp }
                  mail:
                    prober: tcp
                    tcp:
                      tls_config: { ca_file: ca.pem, server_name: mail.example }
                      query_response:
                        - expect: "^220 ([^ ]+) ESMTP (.+)$"
                        - { send: "EHLO prober\\r", expect: "" }
                        - expect: "^250-STARTTLS"
                        - send: "STARTTLS\\r"
                        - { expect: 220, send: "" }
                        - starttls: true
                        - send: "QUIT\\r"
                  chat:
                    prober: tcp
                    tcp: { tls: true, query_response: [ { expect: "PING :([^ ]+)", send: "PONG ${1}" }, { send: ":" } ] }
                """);
        var targets = file("targets.yml", """
                - { targets: ["[2001:db8::1]:22"], labels: { module: plain } }
                - { targets: ["mail.example:25"], labels: { module: mail } }
                - { targets: ["irc.example:6697"], labels: { module: chat } }
                - { targets: ["no-port.example", "far.example:65536"], labels: { module: plain } }
                """);

        var imported = Imports.read(List.of(modules), List.of(targets), Optional.empty());

        var probes = probes(imported, Map.of());
        assertThat(probes)
                .extracting(Probe::target)
                .containsExactly("[2001:db8::1]:22", "mail.example:25", "irc.example:6697");
        var mail = (Probe.Tcp) probes.get(1);
        assertThat(mail.tls()).isFalse();
        assertThat(mail.endpoint().serverName()).contains("mail.example");
        assertThat(mail.steps())
                .extracting(ImportsTest::said)
                .containsExactly(
                        "expect (?m)^220 ([^ ]+) ESMTP (.+)$",
                        "send EHLO prober\r\n",
                        "expect (?m)^250-STARTTLS",
                        "send STARTTLS\r\n",
                        "expect 220");
        var chat = (Probe.Tcp) probes.get(2);
        assertThat(chat.tls()).isTrue();
        assertThat(chat.steps()).extracting(ImportsTest::said).containsExactly("expect (?m)PING :([^ ]+)");
        assertThat(imported.text())
                .contains(
                        "# not taken over: module mail: tcp.query_response[5].starttls: true\n",
                        "# not taken over: module mail: tcp.query_response[6].send: QUIT ",
                        "# not taken over: module chat: tcp.query_response[0].send: PONG ${1}, which repeats what was heard\n",
                        "# not taken over: module chat: tcp.query_response[1].send: :\n",
                        "# not taken over: target far.example:65536: no address for prober tcp of module plain\n");
    }

    @Test
    void no_more_steps_are_made_than_a_monitor_takes() throws IOException {
        var modules = file(
                "blackbox.yml",
                "modules: { long: { prober: tcp, tcp: { query_response: ["
                        + "{ expect: a, send: b }, ".repeat(12)
                        + "] } } }");
        var targets = file("targets.yml", "- { targets: [\"long.example:7\"] }");

        var imported = Imports.read(List.of(modules), List.of(targets), Optional.empty());

        assertThat(((Probe.Tcp) probes(imported, Map.of()).getFirst()).steps()).hasSize(20);
        assertThat(imported.text()).contains("tcp.query_response[11].send: b\n");
    }

    private static String said(DialogueStep step) {
        return switch (step) {
            case DialogueStep.Send send -> "send " + send.text();
            case DialogueStep.Expect expect -> "expect " + expect.regex();
        };
    }

    @Test
    void endpoints_over_sockets_become_monitors() throws IOException {
        var gatus = file("config.yaml", """
                endpoints:
                  - { name: port, url: "tcp://db.example:5432", conditions: [ "[CONNECTED] == true", "[RESPONSE_TIME] < 300" ] }
                  - name: door
                    url: "tls://door.example:8443"
                    conditions: [ "[CERTIFICATE_EXPIRATION] > 48h", "[CERTIFICATE_EXPIRATION] >= 240h" ]
                  - { name: mail, url: "starttls://mail.example:587", conditions: [ "[CERTIFICATE_EXPIRATION] > 24h" ] }
                  - name: feed
                    url: "wss://ana:geheim@feed.example/prices"
                    headers: { Origin: "https://shop.example" }
                    body: subscribe
                    conditions: [ "[CERTIFICATE_EXPIRATION] > 1h", "[BODY] == yes" ]
                  - { name: open, url: "ws://feed.example", conditions: [ "[CERTIFICATE_EXPIRATION] > 1h" ] }
                  - { name: short, url: "tls://short.example:1", conditions: [ "[CERTIFICATE_EXPIRATION] > 1s" ] }
                  - { name: far, url: "wss://far.example:65536/", conditions: [ "[CONNECTED] == true" ] }
                """);

        var imported = Imports.read(List.of(gatus), List.of(), Optional.empty());

        var probes = probes(imported, Map.of());
        assertThat(probes)
                .extracting(Probe::target)
                .containsExactly(
                        "db.example:5432",
                        "door.example:8443",
                        "mail.example:587",
                        "wss://feed.example/prices",
                        "ws://feed.example",
                        "short.example:1");
        assertThat(probes)
                .extracting(probe -> ((Probe.OverSocket) probe).expect().validFor())
                .containsExactly(
                        Optional.empty(),
                        Optional.of(Duration.ofDays(10)),
                        Optional.of(Duration.ofDays(1)),
                        Optional.of(Duration.ofHours(1)),
                        Optional.empty(),
                        Optional.empty());
        assertThat(((Probe.Tcp) probes.getFirst()).expect().within()).contains(Duration.ofMillis(300));
        assertThat(((Probe.Smtp) probes.get(2)).tls()).isEqualTo(MailTls.STARTTLS);
        assertThat(((Probe.WebSocket) probes.get(3)).headers()).containsEntry("Origin", "https://shop.example");
        assertThat(probes.get(3).toString()).doesNotContain("geheim");
        assertThat(imported.text())
                .contains(
                        "  # not taken over: body: subscribe\n",
                        "  # not taken over: condition [BODY] == yes\n",
                        "  # not taken over: condition [CERTIFICATE_EXPIRATION] > 1h\n",
                        "  # not taken over: condition [CERTIFICATE_EXPIRATION] > 1s\n",
                        "# not taken over: endpoint far: there is no kind of monitor for wss://far.example:65536/\n");
    }

    @Test
    void endpoints_become_monitors() throws IOException {
        var gatus = file("config.yaml", """
                endpoints:
                  - name: shop
                    group: front
                    url: "https://${HOST}/health"
                    interval: 2m
                    method: POST
                    body: '{"a": "$$5"}'
                    headers: { X-Token: $TOKEN }
                    client: { insecure: true, timeout: 5s, ignore-redirect: true, network: ip6, dns-resolver: "tcp://1.1.1.1:53" }
                    conditions:
                      - "[STATUS] < 300"
                      - "[STATUS] != 204"
                      - "[RESPONSE_TIME] < 500"
                      - "[BODY].status == UP"
                      - "[BODY].word == exists"
                      - "[BODY].queue.size <= 5"
                      - "len([BODY].nodes) > 2"
                      - "has([BODY].errors) == false"
                      - "[BODY] == pat(*Add to basket*)"
                      - "[BODY] != pat(*fatal*)"
                      - "[BODY].id == pat(a*)"
                      - "[IP] == 127.0.0.1"
                    alerts: [ { type: slack } ]
                  - { name: any, url: "http://any.example", conditions: ["[CONNECTED] == true"] }
                  - { name: codes, url: "http://codes.example", conditions: ["[STATUS] == any(200, 429)"] }
                  - { name: any, url: "http://any.example", conditions: ["[STATUS] == 200"] }
                  - { name: shell, url: "ssh://host:22", conditions: ["[CONNECTED] == true"] }
                  - { name: off, enabled: false, url: "http://off.example" }
                alerting: { slack: { webhook-url: "https://hooks.example/secret" } }
                """);

        var imported = Imports.read(List.of(gatus), List.of(), Optional.empty());

        var probes = checked(imported, Map.of("HOST", "shop.example", "TOKEN", "t0ken"));
        var shop = probes.getFirst();
        assertThat(shop.target()).isEqualTo("https://shop.example/health");
        assertThat(shop.headers()).containsEntry("X-Token", "t0ken");
        assertThat(shop.options().body().orElseThrow().reveal()).isEqualTo("{\"a\": \"$5\"}");
        assertThat(shop.expect().status()).extracting(Object::toString).containsExactly("100-203", "205-299");
        assertThat(shop.expect().within()).contains(Duration.ofMillis(500));
        assertThat(shop.expect().slowIsDown()).isTrue();
        assertThat(shop.expect().json())
                .extracting(one -> one.query() + " " + one.condition().words())
                .containsExactly(
                        "$.status UP",
                        "$.word exists",
                        "$.queue.size <= 5",
                        "$.nodes.length() > 2",
                        "$.errors not there");
        assertThat(shop.expect().contains()).containsExactly("Add to basket");
        assertThat(shop.expect().absent()).containsExactly("fatal");
        assertThat(probes.get(1).expect().status())
                .as("nothing was said about it")
                .hasToString("[100-599]");
        assertThat(probes.get(2).expect().status()).hasToString("[200, 429]");
        assertThat(imported.text())
                .contains("name: \"front/shop\"", "name: any\n", "name: \"any 2\"\n")
                .contains(
                        "  # not taken over: condition [BODY].id == pat(a*)\n",
                        "  # not taken over: condition [IP] == 127.0.0.1\n",
                        "  # not taken over: client.dns-resolver: tcp://1.1.1.1:53\n",
                        "  # not taken over: alerts (a list of 1)\n",
                        "# not taken over: endpoint shell: there is no kind of monitor for ssh://host:22\n",
                        "# not taken over: endpoint off: it is disabled there\n",
                        "# not taken over: config.yaml: alerting (a mapping)\n")
                .doesNotContain("hooks.example");
    }

    @Test
    void what_lasts_is_watched_by_monitors_of_its_own() throws IOException {
        var gatus = file("config.yaml", """
                endpoints:
                  - name: shop
                    url: "https://www.shop.example/"
                    conditions: ["[CERTIFICATE_EXPIRATION] > 48h", "[DOMAIN_EXPIRATION] > 720h"]
                  - name: zone
                    url: "8.8.8.8"
                    dns: { query-name: shop.example, query-type: A }
                    conditions: ["[BODY] == 192.0.2.1", "[DNS_RCODE] == NOERROR"]
                  - { name: gate, url: "icmp://gate.example", conditions: ["[CONNECTED] == true"] }
                """);

        var imported = Imports.read(List.of(gatus), List.of(), Optional.empty());

        assertThat(imported.text()).endsWith("""
                      status:
                        - 100-599
                  - name: "shop certificate"
                    tls: "www.shop.example:443"
                    every: 1h
                    expect:
                      validFor: 2d
                  - name: "shop domain"
                    domain: shop.example
                    expect:
                      failWithin: 30d
                  - name: zone
                    dns: shop.example
                    server: 8.8.8.8
                    type: A
                    every: 1m
                    expect:
                      values:
                        - 192.0.2.1
                      rcode:
                        - NOERROR
                  - name: gate
                    icmp: gate.example
                    every: 1m
                """);
        assertThat(imported.lost()).isZero();
    }

    @Test
    void what_cannot_be_read_says_which_file_and_why() throws IOException {
        var broken = file("broken.yml", "modules: [ {");
        var other = file("other.yml", "a: 1");
        var modules = file("blackbox.yml", MODULES);
        var bare = file("bare.yml", "- { targets: [x] }");
        var twice = file("twice.yml", "modules: {}\nmodules: {}\n");

        assertFault(broken, "broken.yml:1:13: this is no YAML");
        assertFault(other, "has neither modules nor endpoints");
        assertFault(modules, "say --targets FILE");
        assertFault(twice, "this is no YAML");
        assertThatThrownBy(() -> Imports.read(List.of(modules), List.of(bare), Optional.empty()))
                .isInstanceOf(ImportFault.class)
                .hasMessageContaining("does not say by which module x is probed, say --module NAME");
        assertThat(Imports.read(List.of(modules), List.of(bare), Optional.of("web"))
                        .monitors())
                .isEqualTo(1);
    }

    @Test
    void a_file_cannot_write_lines_of_its_own_into_ours() throws IOException {
        var gatus = file("config.yaml", """
                endpoints:
                  - name: "a\\nmonitors: []"
                    url: "http://a.example"
                    conditions: ["[STATUS] == 200"]
                    odd: "x\\ny: 1\\u2028z"
                """);

        var imported = Imports.read(List.of(gatus), List.of(), Optional.empty());

        assertThat(checked(imported, Map.of())).hasSize(1);
        assertThat(imported.text()).contains("# not taken over: odd: x y: 1 z\n");
    }

    @Test
    void names_too_long_for_us_are_cut_and_still_differ() throws IOException {
        var long120 = "x".repeat(120);
        var gatus = file("config.yaml", """
                endpoints:
                  - { name: %1$s-a, url: "http://a.example", conditions: ["[STATUS] == 200"] }
                  - { name: %1$s-b, url: "http://b.example", conditions: ["[STATUS] == 200"] }
                """.formatted(long120));

        var imported = Imports.read(List.of(gatus), List.of(), Optional.empty());

        assertThat(checked(imported, Map.of())).hasSize(2);
    }

    private static void assertFault(Path file, String message) {
        assertThatThrownBy(() -> Imports.read(List.of(file), List.of(), Optional.empty()))
                .isInstanceOf(ImportFault.class)
                .hasMessageContaining(message);
    }
}
