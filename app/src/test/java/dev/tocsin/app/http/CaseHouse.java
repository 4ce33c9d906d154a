package dev.tocsin.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.disclosure.AnswerResource;
import dev.tocsin.app.disclosure.CaseLogResource;
import dev.tocsin.app.disclosure.CaseMailResource;
import dev.tocsin.app.disclosure.DisclosureResource;
import dev.tocsin.app.disclosure.DraftResource;
import dev.tocsin.app.disclosure.IntakeResource;
import dev.tocsin.app.disclosure.LinkResource;
import dev.tocsin.app.disclosure.ReplyTemplateResource;
import dev.tocsin.app.disclosure.ReportRequestResource;
import dev.tocsin.app.edge.Caller;
import dev.tocsin.app.edge.Edge;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.app.status.CaseUpdateResource;
import dev.tocsin.config.Secret;
import dev.tocsin.config.SettingsFile;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.disclosure.DisclosureRooms;
import dev.tocsin.incidents.disclosure.MasterKey;
import dev.tocsin.incidents.disclosure.SecuritySettings;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.web.ReportDownloadResource;
import dev.tocsin.incidents.disclosure.web.ReporterResource;
import dev.tocsin.incidents.disclosure.web.SecurityResource;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.RawMail;
import dev.tocsin.statuspage.Announcer;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.PublicIncidents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The security address, served through the edge. `ANA` and `BO` work on cases, `READER` only reads them, and `ADMIN`
/// may do all else.
final class CaseHouse implements AutoCloseable {
    static final String ANA = "made-here-ana";
    static final String BO = "made-here-bo";
    static final String READER = "made-here-reader";
    static final String ADMIN = "made-here-admin";
    private static final Map<String, Caller> TOKENS = Map.of(
            ANA, new Caller("ana", Set.of(Scope.DISCLOSURES_READ, Scope.DISCLOSURES_WRITE)),
            BO, new Caller("bo", Set.of(Scope.DISCLOSURES_READ, Scope.DISCLOSURES_WRITE)),
            READER, new Caller("rea", Set.of(Scope.DISCLOSURES_READ)),
            ADMIN, new Caller("root", Set.of(Scope.ADMIN, Scope.INCIDENTS_READ, Scope.AUDIT_READ)));

    final TestDatabase postgres = TestDatabase.create();
    final MovableClock clock = new MovableClock(Instant.parse("2026-11-27T12:00:00Z"));
    final Incidents incidents =
            new Incidents(postgres.database(), clock, new Outbox(), List.of(), _ -> Optional.empty());
    final DisclosureRooms rooms;
    private final HttpListener listener;

    CaseHouse() {
        var settings = settings();
        rooms = DisclosureRooms.of(
                postgres.database(),
                clock,
                MasterKey.of(
                        Optional.of(new Secret(Base64.getEncoder().encodeToString(new byte[32]))), Path.of("unused")),
                incidents,
                new Outbox(),
                URI.create("https://status.example.com"),
                () -> "Company",
                () -> settings,
                () -> Keyring.EMPTY,
                Optional.empty(),
                _ -> {
                    throw new AssertionError("nothing leaves");
                });
        listener = new HttpListener(
                Served.SETTINGS,
                List.of(
                        new DisclosureResource(
                                rooms.disclosures(), () -> "Company", URI.create("https://status.example.com"), clock),
                        new AnswerResource(rooms.answers()),
                        new ReplyTemplateResource(rooms.answers()),
                        new CaseUpdateResource(
                                rooms.disclosures(),
                                new PublicIncidents(
                                        postgres.database(), new Announcer(new SecureRandom(), List.of()), clock),
                                new Components(postgres.database(), clock, new SecureRandom()),
                                clock),
                        new LinkResource(rooms.links()),
                        new ReporterResource(rooms.reporters(), () -> "Company"),
                        new DraftResource(rooms.answers()),
                        new CaseMailResource(rooms.mails()),
                        new IntakeResource(rooms.disclosures(), rooms.bin()),
                        new ReportRequestResource(rooms.reports()),
                        new ReportDownloadResource(rooms.reports(), () -> "Company"),
                        new CaseLogResource(rooms.disclosures()),
                        new SecurityResource(
                                rooms.disclosures(),
                                rooms.reporters(),
                                () -> settings,
                                () -> Keyring.EMPTY,
                                () -> "Company")),
                new Edge(token -> Optional.ofNullable(TOKENS.get(token)), Set.of(ReporterResource.FILES)),
                handler -> handler,
                Map.of(),
                () -> "");
        listener.start();
    }

    private static Optional<SecuritySettings> settings() {
        try {
            var file = Files.createTempFile("tocsin", ".yml");
            Files.writeString(file, """
                    security:
                      address: security@company.example
                      supportAddress: support@company.example
                      replies:
                        - { name: fixed, text: "Hello {name}, what you told us in {reference} is mended." }
                    """);
            var read = SecuritySettings.read(SettingsFile.read(file, Map.of()).root());
            Files.delete(file);
            return read;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /// A mail with an attachment, settled as a case.
    void arrives(String subject, String words) {
        var mail = """
                From: Rita <rita@reporter.example>
                To: security@company.example
                Subject: %1$s
                Message-ID: <%1$s@reporter.example>
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                %2$s
                --b
                Content-Type: text/html; name="proof.html"
                Content-Disposition: attachment; filename="proof.html"

                <script>alert(1)</script>
                --b--
                """.formatted(subject, words);
        rooms.mailbox()
                .put(new ArrivedMail(
                        Optional.of("rita@reporter.example"),
                        "security@company.example",
                        new RawMail(mail.replace("\n", "\r\n").getBytes(UTF_8)),
                        clock.instant()));
        rooms.intake().readDue();
    }

    Incident incident(long id) {
        return postgres.database()
                .transact(handle -> incidents.find(handle, new IncidentId(id)))
                .orElseThrow();
    }

    /// How many updates customers can read.
    int published() {
        return postgres.database()
                .transact(handle -> handle.createQuery(
                                "select count(*) from status_update where published_at is not null")
                        .mapTo(int.class)
                        .one());
    }

    JsonNode json(String path, String token) throws Exception {
        return Served.json(get(path, token));
    }

    HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path, token));
    }

    HttpResponse<String> post(String path, String token, String body) throws Exception {
        return send(
                request(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
                .timeout(Duration.ofSeconds(10));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Override
    public void close() {
        listener.close();
        postgres.close();
    }
}
