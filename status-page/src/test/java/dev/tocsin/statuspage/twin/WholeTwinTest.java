package dev.tocsin.statuspage.twin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.config.Secret;
import dev.tocsin.statuspage.Archive;
import dev.tocsin.statuspage.AuthoringHouse;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.Readings;
import dev.tocsin.statuspage.TwinSettings;
import dev.tocsin.statuspage.When;
import dev.tocsin.statuspage.Words;
import dev.tocsin.statuspage.Written;
import dev.tocsin.statuspage.web.Catalogue;
import dev.tocsin.statuspage.web.StatusPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of what is too old for the page's memory, in the twin.
class WholeTwinTest {
    private static final TwinKey KEY = TwinKey.of(new Secret(TwinKey.make()));
    private static final int MORE_THAN_ARE_LISTED = 52;
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"|<link>([^<]+)</link>");
    private static final List<String> MANIFESTS =
            List.of("manifest.json", "manifest.json.sig", "manifest.pub", "archive.json");
    private static final List<String> FIRST_PAGES = List.of("index.html", "de/index.html");

    private final AuthoringHouse house = new AuthoringHouse();
    private final StatusPages pages = new StatusPages(house::board, house.board(), house.clock);
    private final List<String> told = new ArrayList<>();
    private Twin twin = twin();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void every_link_of_a_twin_leads_to_a_file_of_it_however_old() throws IOException {
        var work = maintenance();
        var first = longAgo(MORE_THAN_ARE_LISTED);
        start();

        var lost = new HashSet<String>();
        for (var file : files()) {
            var name = folder.relativize(file).toString();
            if (name.endsWith(".html") || name.endsWith(".atom") || name.endsWith(".rss")) {
                for (var link : links(file)) {
                    if (!Files.isRegularFile(place(link))) {
                        lost.add(name + " leads to " + link);
                    }
                }
            }
        }
        assertThat(lost).isEmpty();
        assertThat(page("incidents/" + first.incident())).contains("The first one", "Next: Later 0");
        assertThat(page("de/incidents/" + first.incident())).contains("lang=\"de\"", "The first one");
        assertThat(page("history/2026-11")).contains("The first one", "Database upgrade");
        assertThat(page("maintenance/" + work)).contains("Database upgrade");
        assertThat(folder.resolve("de/maintenance/" + work + ".ics")).isRegularFile();
        assertThat(named()).contains("incidents/" + first.incident() + "/index.html", "history/2026-11/index.html");
        everyFileIsNamedWithItsHash();
    }

    @Test
    void a_component_that_left_keeps_its_page_there_too() throws IOException {
        var shop = house.id("Shop");
        house.open("Slow", "We look into it.", new When.Now());
        house.components.sync(List.of(house.settings.components().getLast()));
        start();

        assertThat(page("components/" + shop)).contains("No longer part of this page", "Slow");
    }

    @Test
    void an_edit_of_an_old_incident_writes_its_pages_and_no_others() throws IOException {
        var first = longAgo(MORE_THAN_ARE_LISTED);
        start();
        var before = identities();

        house.say(first, Phase.POSTMORTEM, "A cable was loose.");
        follow();

        assertThat(page("incidents/" + first.incident())).contains("A cable was loose.");
        assertThat(page("de/incidents/" + first.incident())).contains("A cable was loose.");
        assertThat(changedSince(before))
                .containsExactlyInAnyOrder(
                        "incidents/" + first.incident() + "/index.html",
                        "de/incidents/" + first.incident() + "/index.html",
                        "history/2026-11/index.html",
                        "de/history/2026-11/index.html");
        everyFileIsNamedWithItsHash();
    }

    @Test
    void a_new_day_and_another_state_of_the_page_write_no_old_page_again() throws IOException {
        longAgo(MORE_THAN_ARE_LISTED);
        start();
        var before = identities();

        house.open("Slow", "We look into it.", new When.Now());
        house.clock.advance(Duration.ofDays(1));
        follow();

        assertThat(changedSince(before)).noneMatch(name -> name.contains("history/2026-11"));
        assertThat(changedSince(before)).noneMatch(name -> page(name).contains("The first one"));
        assertThat(changedSince(before)).contains("history/index.html");
    }

    @Test
    void what_is_new_is_there_however_it_stands_with_what_is_old() throws IOException {
        longAgo(MORE_THAN_ARE_LISTED);
        var now = house.open("Slow", "We look into it.", new When.Now());
        pages.refresh();
        // Nothing old can be read.
        house.postgres.database().run(handle -> handle.execute("alter table status_wording rename to elsewhere"));
        twin = twin();
        twin.follow();

        assertThat(page("incidents/" + now.incident())).contains("We look into it.");
        assertThat(Files.readString(folder.resolve("manifest.json")))
                .contains(now.incident().value());
    }

    @Test
    void an_incident_that_grows_old_is_there_all_the_time() throws IOException {
        var first = house.open("The first one", "We look into it.", new When.Now());
        house.say(first, Phase.RESOLVED, "All was mended.");
        start();
        many(MORE_THAN_ARE_LISTED);
        house.clock.advance(Duration.ofDays(200));
        pages.refresh();
        assertThat(pages.current().paths()).doesNotContain("/incidents/" + first.incident());

        house.postgres.database().close();
        twin.follow();

        assertThat(page("incidents/" + first.incident())).contains("The first one");
        assertThat(named()).contains("incidents/" + first.incident() + "/index.html");
    }

    @Test
    void an_old_incident_that_is_taken_back_vanishes() throws IOException {
        var first = longAgo(MORE_THAN_ARE_LISTED);
        start();

        unpublish(first);
        follow();

        assertThat(folder.resolve("incidents/" + first.incident())).doesNotExist();
        assertThat(folder.resolve("de/incidents/" + first.incident())).doesNotExist();
        nothingSays("The first one");
        everyFileIsNamedWithItsHash();
    }

    @Test
    void what_was_taken_back_while_nothing_ran_or_lies_there_from_a_process_that_was_killed_vanishes()
            throws IOException {
        var first = longAgo(MORE_THAN_ARE_LISTED);
        start();
        unpublish(first);
        var stray = Files.createDirectories(folder.resolve("incidents/abcdefghijkl"));
        Files.writeString(stray.resolve("index.html"), "Half a page");
        Files.writeString(stray.resolve("index.html.new"), "Half a page");
        Files.writeString(folder.resolve("incidents/later0000001/index.html"), "Half a page");
        Files.writeString(folder.resolve("manifest.json"), "{}");
        Files.writeString(folder.resolve("robots.txt"), "mine");

        start();

        nothingSays("The first one");
        nothingSays("Half a page");
        assertThat(stray).doesNotExist();
        assertThat(folder.resolve("robots.txt")).hasContent("mine");
        everyFileIsNamedWithItsHash();
    }

    @Test
    void after_a_restart_no_old_page_is_written_again() throws IOException {
        longAgo(MORE_THAN_ARE_LISTED);
        start();
        var before = identities();

        start();

        assertThat(changedSince(before)).isEmpty();
        everyFileIsNamedWithItsHash();
    }

    @Test
    void after_a_restart_every_old_page_is_still_named_before_the_first_of_them_can_be_read() throws IOException {
        var first = longAgo(MORE_THAN_ARE_LISTED);
        start();
        house.postgres.database().close();

        twin = twin();
        twin.follow();

        assertThat(page("incidents/" + first.incident())).contains("The first one");
        assertThat(named()).contains("incidents/" + first.incident() + "/index.html", "history/2026-11/index.html");
        everyFileIsNamedWithItsHash();
    }

    @Test
    void an_old_page_that_cannot_be_made_any_more_after_a_restart_stays_and_is_named() throws IOException {
        var first = longAgo(MORE_THAN_ARE_LISTED);
        start();
        breakStatus(first.incident().value());

        start();

        assertThat(page("incidents/" + first.incident())).contains("The first one");
        assertThat(named()).contains("incidents/" + first.incident() + "/index.html");
        everyFileIsNamedWithItsHash();
    }

    @Test
    void an_old_page_that_is_written_anew_says_nothing_that_is_not_published() throws IOException {
        house.open("Sealed words", "Sealed words.", new When.OnWord());
        var first = longAgo(MORE_THAN_ARE_LISTED);
        var tomorrow = new When.At(house.clock.instant().plus(Duration.ofDays(1)));
        house.incidents.say(first.incident(), Words.of(Phase.POSTMORTEM, "Sealed words."), tomorrow, "ana");
        house.incidents.say(first.incident(), Words.of(Phase.POSTMORTEM, "Sealed words."), new When.OnWord(), "ana");
        start();

        house.say(first, Phase.POSTMORTEM, "A cable was loose.");
        follow();

        assertThat(page("incidents/" + first.incident())).contains("A cable was loose.");
        nothingSays("Sealed words");
    }

    @Test
    void nobody_reads_there_what_is_not_published() throws IOException {
        var first = longAgo(MORE_THAN_ARE_LISTED);
        start();
        var before = identities();

        house.incidents.say(
                first.incident(),
                Words.of(Phase.POSTMORTEM, "Sealed words."),
                new When.At(house.clock.instant().plus(Duration.ofDays(1))),
                "ana");
        house.open("Sealed words", "Sealed words.", new When.OnWord());
        follow();

        nothingSays("Sealed words");
        assertThat(changedSince(before)).isEmpty();
    }

    @Test
    void while_the_database_is_away_old_pages_stay_and_nobody_is_paged() throws IOException {
        var first = longAgo(MORE_THAN_ARE_LISTED);
        start();
        house.postgres.database().close();

        for (var turn = 0; turn < 9; turn++) {
            house.clock.advance(Duration.ofSeconds(10));
            twin.follow();
        }

        assertThat(page("incidents/" + first.incident())).contains("The first one");
        assertThat(told).isEmpty();
    }

    @Test
    void one_page_that_cannot_be_made_keeps_none_of_the_others_back_and_is_told() {
        var first = longAgo(MORE_THAN_ARE_LISTED);
        breakStatus("later0000000");
        start();

        for (var turn = 0; turn < 9; turn++) {
            house.clock.advance(Duration.ofSeconds(10));
            twin.follow();
        }

        assertThat(page("incidents/" + first.incident())).contains("The first one");
        assertThat(page("incidents/later0000001")).contains("Later 1");
        assertThat(told).singleElement().asString().contains("could not be made");
    }

    /// Nobody can read it any more.
    private void breakStatus(String incident) {
        house.postgres.database().run(handle -> {
            handle.execute("alter table public_incident drop constraint public_incident_status_check");
            handle.execute("update public_incident set status = 'no such word' where id = ?", incident);
        });
    }

    private void start() {
        twin = twin();
        follow();
    }

    private Twin twin() {
        return new Twin(
                () -> Optional.of(new TwinSettings(folder, Optional.empty())),
                pages::current,
                Map::of,
                new Catalogue(
                        pages,
                        new Archive(
                                house.postgres.database(),
                                new Readings((_, _) -> List.of(), (_, _, _, _) -> Map.of()))),
                KEY,
                house.clock,
                new Twin.Watcher() {
                    @Override
                    public void lags(String why) {
                        told.add(why);
                    }

                    @Override
                    public void follows() {
                        told.add("follows");
                    }
                });
    }

    /// Until nothing is left to do.
    private void follow() {
        pages.refresh();
        house.clock.advance(Duration.ofSeconds(10));
        do {
            twin.follow();
        } while (!twin.isWhole());
    }

    /// An incident that so many followed, and so much time, that the page no longer lists it.
    private Written longAgo(int followers) {
        var first = house.open("The first one", "We look into it.", new When.Now());
        house.say(first, Phase.RESOLVED, "All was mended.");
        many(followers);
        house.clock.advance(Duration.ofDays(200));
        return first;
    }

    private void many(int followers) {
        house.postgres
                .database()
                .run(handle -> handle.createUpdate("""
                                insert into public_incident (id, name, status, impact, created_at, updated_at,
                                                             started_at, resolved_at, published_at)
                                select 'later' || lpad(n::text, 7, '0'), 'Later ' || n, 'resolved', 'minor', at, at,
                                       at, at, at
                                  from generate_series(0, :last) n,
                                       lateral (select :began + n * interval '10 minutes' as at) times
                                """)
                        .bind("last", followers - 1)
                        .bind("began", house.clock.instant().plusSeconds(600))
                        .execute());
    }

    private String maintenance() {
        var now = house.clock.instant();
        var id = house.schedule(now, now.plus(Duration.ofHours(1)), true, ComponentStatus.UNDER_MAINTENANCE)
                .id();
        house.clock.advance(Duration.ofHours(2));
        house.maintenances.turnDue();
        house.maintenances.turnDue();
        return id.value();
    }

    private void unpublish(Written first) {
        house.postgres
                .database()
                .run(handle -> handle.createUpdate("update public_incident set published_at = null where id = :id")
                        .bind("id", first.incident().value())
                        .execute());
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private String page(String path) {
        var file = path.endsWith(".html")
                ? folder.resolve(path)
                : folder.resolve(path).resolve("index.html");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException fault) {
            throw new AssertionError(path, fault);
        }
    }

    private void nothingSays(String words) throws IOException {
        for (var file : files()) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain(words);
        }
    }

    /// Links to the page itself, also whole ones; what leads elsewhere is left out.
    private static List<String> links(Path file) throws IOException {
        return LINK.matcher(Files.readString(file))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .map(link -> link.startsWith("https://status.example.com")
                        ? link.substring("https://status.example.com".length())
                        : link)
                .map(link -> link.replaceFirst("#.*", ""))
                .filter(link -> link.startsWith("/"))
                .toList();
    }

    private Path place(String link) {
        var path = folder.resolve(link.substring(1));
        return Files.isDirectory(path) ? path.resolve("index.html") : path;
    }

    /// Every file by what the disk knows it by: another one when it was written again.
    private Map<String, String> identities() throws IOException {
        var all = new HashMap<String, String>();
        for (var file : files()) {
            var known = Files.readAttributes(file, BasicFileAttributes.class);
            all.put(folder.relativize(file).toString(), known.fileKey() + " " + known.lastModifiedTime());
        }
        return all;
    }

    /// But for the first page, which says when it was made, and the manifests.
    private Set<String> changedSince(Map<String, String> before) throws IOException {
        var changed = new HashSet<String>();
        identities().forEach((name, identity) -> {
            if (!identity.equals(before.get(name)) && !MANIFESTS.contains(name) && !FIRST_PAGES.contains(name)) {
                changed.add(name);
            }
        });
        return changed;
    }

    private Set<String> named() throws IOException {
        var names = new HashSet<String>();
        for (var manifest : List.of("manifest.json", "archive.json")) {
            names.addAll(
                    Manifest.read(Files.readAllBytes(folder.resolve(manifest))).keySet());
        }
        return names;
    }

    private void everyFileIsNamedWithItsHash() throws IOException {
        var json = new JsonMapper();
        var unnamed = new HashSet<String>();
        files().forEach(file -> unnamed.add(folder.relativize(file).toString()));
        for (var manifest : List.of("manifest.json", "archive.json")) {
            for (var one :
                    json.readTree(Files.readAllBytes(folder.resolve(manifest))).path("files")) {
                var name = one.path("file").asText();
                assertThat(Manifest.Entry.of(Files.readAllBytes(folder.resolve(name)))
                                .sha256())
                        .as(name)
                        .isEqualTo(one.path("sha256").asText());
                unnamed.remove(name);
            }
        }
        MANIFESTS.forEach(unnamed::remove);
        unnamed.remove("robots.txt");
        assertThat(unnamed).isEmpty();
    }
}
