package dev.tocsin.app.demo;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The settings of the demo, as an operator would write them. Text and not objects, so that the demo starts through the
/// same door as everyone else and its file can be read to learn from.
final class DemoFile {

    private DemoFile() {}

    static String text(String url, int port, int adminPort, String shop, String twilio, int smtpPort, int size) {
        return """
                url: %1$s
                company: Sample
                http: { port: %2$d, bind: 127.0.0.1, adminPort: %3$d, adminBind: 127.0.0.1 }
                defaults: { every: 5s, timeout: 3s, confirm: { down: 2, up: 2, recheck: 1s } }
                monitors:
                  - { name: shop, http: "%4$s/", component: Shop,
                      expect: { body: { contains: Add to basket }, within: 1s } }
                  - { name: checkout, http: "%4$s/checkout", component: Checkout }
                  - { name: api, http: "%4$s/api/health", component: API }
                  - { name: search, http: "%4$s/search", component: Search, severity: major }
                %7$s
                responders:
                  - { name: ana, email: ana@sample.example, phone: "+15005550101", timezone: Europe/Berlin, verified: true }
                  - { name: bo, email: bo@sample.example, phone: "+15005550102", timezone: Europe/Lisbon, verified: true }
                  - { name: cy, email: cy@sample.example, phone: "+15005550103", timezone: America/New_York, verified: true }
                schedules:
                  - { name: primary, timezone: Europe/Berlin, rotations: [
                        { every: 1 week, handoff: "mon 09:00", start: 2026-01-05, responders: [ana, bo, cy] } ] }
                  - { name: secondary, timezone: Europe/Berlin, rotations: [
                        { every: 1 week, handoff: "mon 09:00", start: 2026-01-05, responders: [bo, cy, ana] } ] }
                policies:
                  - { name: default, repeat: 2, catchAll: [ responder cy ], steps: [
                        { notify: [schedule primary], wait: 2m }, { notify: [schedule secondary], wait: 5m } ] }
                components:
                  - { name: Shop, group: Storefront, description: Browsing and the basket, publish: automatic }
                  - { name: Checkout, group: Storefront, publish: automatic }
                  - { name: API, group: Platform, description: For partners, publish: automatic }
                  - { name: Search, group: Platform, publish: automatic }
                statusPage: { name: Sample status, zone: Etc/UTC }
                channels:
                  twilio: { accountSid: ACdemo, authToken: demo-token, from: "+15005550006", baseUrl: "%5$s" }
                  smtp: { host: 127.0.0.1, port: %6$d, tls: none, from: "Sample status <status@sample.example>" }
                """.formatted(url, port, adminPort, shop, twilio, smtpPort, more(shop, size));
    }

    /// Four more monitors for each further size, one component each.
    private static String more(String shop, int size) {
        return IntStream.range(0, (size - 1) * 4)
                .mapToObj(i -> "  - { name: service-%1$d, http: \"%2$s/api/health\", component: Service %1$d }"
                        .formatted(i + 1, shop))
                .collect(Collectors.joining("\n"));
    }
}
