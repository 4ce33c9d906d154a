package dev.tocsin.statuspage.subscribers;

import static dev.tocsin.statuspage.AuthoringHouse.BEGAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.DeliveryListener.Movement;
import dev.tocsin.incidents.delivery.DeliveryState;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.RawMail;
import dev.tocsin.statuspage.Announcer;
import dev.tocsin.statuspage.AuthoringHouse;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.MaintenancePlan;
import dev.tocsin.statuspage.Maintenances;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.PublicIncidents;
import dev.tocsin.statuspage.Publication;
import dev.tocsin.statuspage.StatusPageSettings;
import dev.tocsin.statuspage.StatusUpdate;
import dev.tocsin.statuspage.When;
import dev.tocsin.statuspage.Words;
import dev.tocsin.statuspage.Written;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Subscribers on a real database; what would leave is read in the outbox.
class SubscribersTest {
    private static final String NETWORK = "192.0.2.7";

    private final AuthoringHouse house = new AuthoringHouse();
    private final Outbox outbox = new Outbox();
    private final Tokens tokens = new Tokens(new Secret("key"));
    private final Subscriptions subscriptions =
            new Subscriptions(house.postgres.database(), house.clock, outbox, () -> house.settings, tokens);
    private final FanOut fanOut =
            new FanOut(house.postgres.database(), house.clock, outbox, () -> house.settings, tokens);
    private final Announcer announcer = new Announcer(new Random(5), List.of(fanOut));
    private final PublicIncidents incidents = new PublicIncidents(house.postgres.database(), announcer, house.clock);
    private final Receipts receipts = new Receipts();

    record Sent(
            long id, String medium, String recipient, String subject, String body, String topic, String unsubscribe) {}

    @AfterEach
    void leave() {
        house.close();
    }

    @Test
    void nobody_is_written_to_before_they_confirmed_and_then_by_a_mail_of_one_thread() {
        ask(Way.EMAIL, "ana@example.com", Wish.EVERYTHING);
        publish("Slow checkout", "We look.");
        assertThat(sent("status-%")).isEmpty();

        var token = link(sent("").getFirst().body());
        assertThat(subscriptions.confirm(token, Optional.empty())).isInstanceOf(Subscriptions.Confirmed.Done.class);
        house.clock.advance(Duration.ofMinutes(1));
        var incident = publish("Slow mail", "We look again.");
        house.clock.advance(Duration.ofMinutes(1));
        incidents.say(incident.incident(), Words.of(Phase.RESOLVED, "Over."), new When.Now(), "ana");
        fanOut.runDue();

        var mails = sent("status-%");
        assertThat(mails).hasSize(2);
        assertThat(mails).extracting(Sent::topic).containsOnly("status-" + incident.incident());
        assertThat(mails).extracting(Sent::subject).containsOnly("[Example] Slow mail");
        assertThat(mails.getFirst().body()).contains("We look again.", "23 Nov 2026, 15:51 UTC", "/subscription/");
        assertThat(mails.getFirst().unsubscribe()).startsWith("https://status.example.com/subscription/");
    }

    @Test
    void the_token_of_a_confirmation_is_nowhere_at_rest_and_works_once_for_a_day() {
        ask(Way.EMAIL, "ana@example.com", Wish.EVERYTHING);
        ask(Way.EMAIL, "bo@example.com", Wish.EVERYTHING);
        var first = link(sent("").getFirst().body());
        var second = link(sent("").get(1).body());

        assertThat(dump("subscriber_confirmation")).doesNotContain(first);
        assertThat(subscriptions.confirm(first, Optional.empty())).isInstanceOf(Subscriptions.Confirmed.Done.class);
        assertThat(subscriptions.confirm(first, Optional.empty())).isInstanceOf(Subscriptions.Confirmed.Over.class);
        house.clock.advance(Duration.ofHours(24));
        assertThat(subscriptions.confirm(second, Optional.empty())).isInstanceOf(Subscriptions.Confirmed.Over.class);
    }

    @Test
    void whoever_did_not_ask_is_left_alone_for_30_days_and_whoever_asks_learns_nothing_of_it() {
        ask(Way.EMAIL, "ana@example.com", Wish.EVERYTHING);
        assertThat(subscriptions.refuse(link(sent("").getFirst().body()))).isTrue();

        house.clock.advance(Duration.ofDays(29));
        assertThat(ask(Way.EMAIL, "ana@example.com", Wish.EVERYTHING)).isInstanceOf(Subscriptions.Answer.Sent.class);
        assertThat(sent("")).hasSize(1);

        house.clock.advance(Duration.ofDays(1));
        ask(Way.EMAIL, "ana@example.com", Wish.EVERYTHING);
        assertThat(sent("")).hasSize(2);
    }

    @Test
    void an_address_is_written_to_three_times_a_day_and_a_network_asks_twenty_times_an_hour() {
        for (var i = 0; i < 6; i++) {
            ask(Way.EMAIL, "ana@example.com", Wish.EVERYTHING);
        }
        assertThat(sent("")).hasSize(3);

        for (var i = 0; i < 14; i++) {
            ask(Way.EMAIL, "a" + i + "@example.com", Wish.EVERYTHING);
        }
        assertThat(ask(Way.EMAIL, "late@example.com", Wish.EVERYTHING))
                .isInstanceOf(Subscriptions.Answer.TooMany.class);
        assertThat(subscriptions.ask(Way.EMAIL, "late@example.com", Wish.EVERYTHING, "en", "198.51.100.1"))
                .isInstanceOf(Subscriptions.Answer.Sent.class);
    }

    @Test
    void a_phone_is_confirmed_by_its_code_and_guessing_ends_after_five_tries() {
        var asked = (Subscriptions.Answer.Sent) ask(Way.SMS, "+49 151 50100", Wish.EVERYTHING);
        var code = number(sent("").getFirst().body());
        for (var i = 0; i < 3; i++) {
            assertThat(subscriptions.confirm(asked.token(), Optional.of("x")))
                    .isInstanceOf(Subscriptions.Confirmed.WrongCode.class);
        }
        assertThat(subscriptions.confirm(asked.token(), Optional.of(code)))
                .isInstanceOf(Subscriptions.Confirmed.Done.class);

        var other = (Subscriptions.Answer.Sent) ask(Way.SMS, "+49 151 50101", Wish.EVERYTHING);
        var second = number(sent("").get(1).body());
        for (var i = 0; i < 5; i++) {
            subscriptions.confirm(other.token(), Optional.of("x"));
        }
        assertThat(subscriptions.confirm(other.token(), Optional.of(second)))
                .isInstanceOf(Subscriptions.Confirmed.WrongCode.class);
    }

    @Test
    void one_click_ends_it_at_once_and_a_forged_token_ends_nothing() {
        var subscriber = subscribe(Way.EMAIL, "ana@example.com", Wish.EVERYTHING);
        var token = tokens.of(subscriber.id());

        assertThat(subscriptions.leave(token.substring(0, token.length() - 1) + "x"))
                .isFalse();
        assertThat(subscriptions.byToken(token)).isPresent();
        assertThat(subscriptions.leave(token)).isTrue();
        assertThat(subscriptions.leave(token)).isTrue();
        assertThat(subscriptions.byToken(token)).isEmpty();
        publish("Slow checkout", "We look.");
        assertThat(sent("status-%")).isEmpty();
    }

    @Test
    void a_mail_to_the_address_in_the_header_ends_it_and_what_machines_send_back_does_not() {
        var subscriber = subscribe(Way.EMAIL, "ana@example.com", Wish.EVERYTHING);
        var mailbox = new LeaveMailbox(() -> Optional.of("leave@example.com"), tokens, subscriptions);
        var address = "Leave+" + tokens.of(subscriber.id()) + "@EXAMPLE.com";

        assertThat(mailbox.takes("leave@example.com")).isFalse();
        assertThat(mailbox.takes("leave+1-00000000000000000000000000000000@example.com"))
                .isFalse();
        assertThat(mailbox.takes(address)).isTrue();
        mailbox.put(mail(Optional.empty(), address));
        assertThat(subscriptions.find(subscriber.id()).orElseThrow().endedAt()).isEmpty();
        mailbox.put(mail(Optional.of("ana@example.com"), address));

        assertThat(subscriptions.find(subscriber.id()).orElseThrow().endedAt()).isPresent();
    }

    @Test
    void the_header_of_a_mail_names_the_address_only_where_the_settings_do() {
        var subscriber = new Subscriber(
                7, Way.EMAIL, "ana@example.com", Wish.EVERYTHING, "en", BEGAN, 0, Optional.empty(), Optional.empty());

        assertThat(byMail(Optional.empty(), subscriber)).isEmpty();
        assertThat(byMail(Optional.of("leave@example.com"), subscriber))
                .contains("leave+" + tokens.of(7) + "@example.com");
    }

    @Test
    void a_webhooks_secret_is_told_when_it_is_confirmed_and_signs_what_is_sent() {
        ask(Way.WEBHOOK, "https://hooks.example.com/status", Wish.EVERYTHING);
        var confirmed = subscriptions.confirm(link(sent("").getFirst().body()), Optional.empty());

        assertThat(confirmed).isInstanceOfSatisfying(Subscriptions.Confirmed.Done.class, done -> {
            var hook = new Hooks(house.postgres.database(), house.clock, tokens)
                    .find("subscriber-" + done.subscriber().id())
                    .orElseThrow();
            assertThat(done.secret().orElseThrow().reveal())
                    .isEqualTo(hook.secret().orElseThrow().reveal())
                    .hasSize(32);
        });
    }

    @Test
    void a_wish_is_kept_to() {
        subscribe(
                Way.EMAIL, "api@example.com", new Wish(Set.of(house.id("API")), false, Optional.empty(), Impact.NONE));
        subscribe(
                Way.EMAIL,
                "shop@example.com",
                new Wish(Set.of(house.id("Shop")), false, Optional.empty(), Impact.NONE));
        subscribe(Way.EMAIL, "bad@example.com", new Wish(Set.of(), false, Optional.empty(), Impact.CRITICAL));

        publish("Slow checkout", "We look.");

        assertThat(sent("status-%")).extracting(Sent::recipient).containsExactly("shop@example.com");
        assertThat(fanOut.preview(new Wish.News(house.id("Shop"), false, Impact.CRITICAL, List.of(house.id("Shop")))))
                .containsEntry(Way.EMAIL, 2)
                .containsEntry(Way.SMS, 0);
    }

    @Test
    void whoever_follows_one_incident_is_let_go_at_its_end() {
        var incident = publish("Slow checkout", "We look.");
        var follower = subscribe(
                Way.EMAIL, "ana@example.com", new Wish(Set.of(), false, Optional.of(incident.incident()), Impact.NONE));
        house.clock.advance(Duration.ofMinutes(1));
        incidents.say(incident.incident(), Words.of(Phase.RESOLVED, "Over."), new When.Now(), "ana");
        fanOut.runDue();

        assertThat(sent("status-%")).hasSize(1);
        assertThat(subscriptions.find(follower.id()).orElseThrow().endedAt()).isPresent();
    }

    @Test
    void a_crash_between_two_steps_sends_nothing_twice_and_forgets_nobody() {
        seed(1_200);
        incidents.open(opening("Slow checkout", "We look."), new When.Now(), "ana");
        var broken = new FanOut(
                house.postgres.database(),
                house.clock,
                outbox,
                () -> {
                    if (count("subscriber_delivery") >= 500) {
                        throw new IllegalStateException("the process ends here");
                    }
                    return house.settings;
                },
                tokens);
        try {
            broken.runDue();
        } catch (IllegalStateException expected) {
            // Another process goes on.
        }
        assertThat(count("subscriber_delivery")).isEqualTo(500);

        fanOut.runDue();
        fanOut.runDue();

        assertThat(count("subscriber_delivery")).isEqualTo(1_200);
        assertThat(sent("status-%").stream().map(Sent::recipient).distinct()).hasSize(1_200);
        assertThat(fanOut.progress(1).getFirst().sent()).isEqualTo(1_200);
        assertThat(fanOut.progress(1).getFirst().doneAt()).isPresent();
    }

    @Test
    void a_webhook_that_is_gone_is_called_no_more_and_one_that_refuses_only_after_five_times() {
        var gone = subscribe(Way.WEBHOOK, "https://example.com/gone", Wish.EVERYTHING);
        var cross = subscribe(Way.WEBHOOK, "https://example.com/cross", Wish.EVERYTHING);
        for (var i = 0; i < 5; i++) {
            house.clock.advance(Duration.ofMinutes(1));
            publish("Trouble " + i, "We look.");
            for (var one : sent("status-%")) {
                moved(one, one.recipient().endsWith("-" + gone.id()) ? "answered 410" : "answered 403");
            }
            forgetDeliveries();
            assertThat(subscriptions.find(gone.id()).orElseThrow().endedAt()).isPresent();
            assertThat(subscriptions.find(cross.id()).orElseThrow().endedAt().isPresent())
                    .isEqualTo(i == 4);
        }
    }

    @Test
    void maintenance_is_told_with_its_times_and_moved_or_near_it_is_told_again() {
        subscribe(Way.EMAIL, "ana@example.com", new Wish(Set.of(), true, Optional.empty(), Impact.NONE));
        var maintenances = new Maintenances(house.postgres.database(), announcer, house.clock);
        var plan = new MaintenancePlan(
                "New disks",
                "We change disks.",
                Set.of(),
                BEGAN.plus(Duration.ofDays(2)),
                BEGAN.plus(Duration.ofDays(2)).plus(Duration.ofHours(1)),
                true,
                ComponentStatus.OPERATIONAL,
                Optional.empty());
        var planned = AuthoringHouse.maintenance(maintenances.schedule(plan, new When.Now(), "ana"));
        fanOut.runDue();
        house.clock.advance(Duration.ofHours(24));
        maintenances.remindDue();
        fanOut.runDue();
        maintenances.move(
                planned.id(), BEGAN.plus(Duration.ofDays(3)), BEGAN.plus(Duration.ofDays(4)), Optional.empty(), "ana");
        fanOut.runDue();

        assertThat(sent("status-%"))
                .extracting(one -> one.body().lines().findFirst().orElseThrow())
                .containsExactly("Scheduled", "Reminder", "New time");
        assertThat(sent("status-%").getFirst().body())
                .contains("From 25 Nov 2026, 15:50 UTC to 25 Nov 2026, 16:50 UTC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"]]>", "<script>alert(1)</script>", "line\r\nBcc: x@example.com", "\u202Egnp.exe", "\uD83D\uDD25"
            })
    void a_hostile_title_stays_a_title_in_every_message(String hostile) {
        subscribe(Way.EMAIL, "ana@example.com", Wish.EVERYTHING);
        subscribe(Way.SMS, "+4915150100", Wish.EVERYTHING);
        subscribe(Way.WEBHOOK, "https://example.com/hook", Wish.EVERYTHING);
        publish(hostile, hostile);

        assertThat(sent("status-%"))
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.subject()).contains("[Example]"));
        assertThat(sent("status-%").get(1).body()).doesNotContain("\n");
    }

    private Optional<String> byMail(Optional<String> address, Subscriber subscriber) {
        var settings = new StatusPageSettings(
                "Example",
                house.settings.url(),
                house.settings.zone(),
                house.settings.indicator(),
                List.of(),
                ExampleBoard.options(address, Optional.empty()));
        var told = new SubscriberText.Told(
                "abcabcabcabc",
                false,
                "Slow",
                new StatusUpdate(
                        new PublicId("u00000000001"),
                        Phase.INVESTIGATING,
                        "We look.",
                        BEGAN,
                        BEGAN,
                        Optional.empty(),
                        List.of(),
                        false,
                        List.of()),
                Publication.Occasion.NEWS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new SubscriberText(settings, tokens)
                .of(subscriber, told, "ref")
                .list()
                .orElseThrow()
                .byMail();
    }

    private static ArrivedMail mail(Optional<String> sender, String recipient) {
        return new ArrivedMail(
                sender,
                recipient,
                new RawMail("Subject: unsubscribe\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                BEGAN);
    }

    private Subscriptions.Answer ask(Way way, String address, Wish wish) {
        return subscriptions.ask(way, address, wish, "en", NETWORK);
    }

    private Subscriber subscribe(Way way, String address, Wish wish) {
        return house.postgres
                .database()
                .transact(handle -> new SubscriberStore().put(handle, way, address, wish, "en", house.clock.instant()));
    }

    private PublicIncidents.Opening opening(String title, String body) {
        return new PublicIncidents.Opening(
                title, Optional.empty(), house.words(Phase.INVESTIGATING, body, Impact.MAJOR));
    }

    private Written publish(String title, String body) {
        var written = AuthoringHouse.written(incidents.open(opening(title, body), new When.Now(), "ana"));
        fanOut.runDue();
        return written;
    }

    private void moved(Sent one, String reason) {
        house.postgres
                .database()
                .run(handle -> receipts.moved(
                        handle,
                        new Movement(
                                new DeliveryId(one.id()),
                                Medium.WEBHOOK,
                                DeliveryState.FAILED,
                                reason,
                                false,
                                house.clock.instant())));
    }

    private void seed(int many) {
        house.postgres
                .database()
                .run(handle -> handle.createUpdate("""
                                insert into subscriber (channel, address, components, maintenance_only, least_impact,
                                                        language, confirmed_at)
                                select 'email', 'reader' || n || '@example.com', '{}', false, 'none', 'en', :now
                                  from generate_series(1, :many) n
                                """)
                        .bind("now", house.clock.instant())
                        .bind("many", many)
                        .execute());
    }

    private void forgetDeliveries() {
        house.postgres.database().run(handle -> {
            handle.execute("delete from subscriber_delivery");
            handle.execute("delete from delivery");
        });
    }

    private List<Sent> sent(String topic) {
        return house.postgres
                .database()
                .transact(handle -> handle.createQuery("select * from delivery where topic like :topic order by id")
                        .bind("topic", topic)
                        .map((row, _) -> new Sent(
                                row.getLong("id"),
                                row.getString("medium"),
                                row.getString("recipient"),
                                row.getString("subject"),
                                row.getString("body"),
                                row.getString("topic"),
                                row.getString("unsubscribe")))
                        .list());
    }

    /// On a connection of its own: it is asked within a transaction too.
    private int count(String table) {
        try (var connection = DriverManager.getConnection(
                        house.postgres.settings().url(),
                        house.postgres.settings().user(),
                        house.postgres.settings().password().reveal());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private String dump(String table) {
        return house.postgres
                .database()
                .transact(handle -> handle.createQuery("select t::text from " + table + " t")
                        .mapTo(String.class)
                        .list())
                .toString();
    }

    private static String link(String body) {
        var link = Pattern.compile("/subscription/([0-9a-z]+)").matcher(body);
        assertThat(link.find()).as(body).isTrue();
        return link.group(1);
    }

    private static String number(String body) {
        var number = Pattern.compile("\\b([0-9]{6})\\b").matcher(body);
        assertThat(number.find()).as(body).isTrue();
        return number.group(1);
    }
}
