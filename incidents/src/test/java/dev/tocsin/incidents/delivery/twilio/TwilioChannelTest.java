package dev.tocsin.incidents.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.ChannelContract;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioChannelTest extends ChannelContract {

    private static final URI PUBLIC = URI.create("https://status.example.com/");
    private static final Secret TOKEN = new Secret("token-of-this-test");

    private final AtomicReference<Instant> now = new AtomicReference<>(AT);
    private final TwilioImitation twilio = TwilioImitation.start(0, "ACtest", TOKEN, now::get);
    private final TwilioChannel channel = channel("+15005550006", TOKEN, twilio.baseUrl());

    @AfterEach
    void close() {
        twilio.close();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected Medium medium() {
        return Medium.SMS;
    }

    @Override
    protected String recipient() {
        return "+4915550100";
    }

    @Override
    protected int taken() {
        return twilio.messages().size();
    }

    @Override
    protected void refuseNext() {
        twilio.answerNext(400, 21614);
    }

    @Override
    protected void postponeNext() {
        twilio.answerNext(429, 20429);
    }

    @Test
    void a_message_carries_its_text_its_sender_and_where_its_receipts_go() {
        channel.send(delivery(42, "SHOP DOWN 🔥 & co=1+1"));

        var sent = twilio.messages().getFirst();
        assertThat(sent.body()).isEqualTo("SHOP DOWN 🔥 & co=1+1");
        assertThat(sent.from()).isEqualTo("+15005550006");
        assertThat(sent.to()).isEqualTo("+4915550100");
        assertThat(sent.statusCallback()).contains(URI.create("https://status.example.com/twilio/status/42"));
    }

    @Test
    void a_messaging_service_may_choose_the_sender() {
        var outcome = channel("MG0123", TOKEN, twilio.baseUrl()).send(delivery(1, "SHOP DOWN"));

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"400,21211", "400,21610", "400,21614", "400,21408", "400,29999"})
    void a_fault_of_the_recipient_is_refused_with_twilios_code(int status, int code) {
        twilio.answerNext(status, code);

        assertThat(channel.send(delivery(1, "SHOP DOWN")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains(Integer.toString(code), "https://www.twilio.com/docs/api/errors/" + code));
    }

    @Test
    void a_person_who_wrote_stop_is_told_apart_from_a_wrong_number() {
        twilio.answerNext(400, 21610);
        twilio.answerNext(400, 21614);

        assertThat(channel.send(delivery(1, "SHOP DOWN")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.stopped()).isTrue());
        assertThat(channel.send(delivery(1, "SHOP DOWN")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.stopped()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "429,20429,PACE",
        "400,30001,PACE",
        "400,30008,MESSAGE",
        "401,20003,ACCOUNT",
        "403,30002,ACCOUNT",
        "400,21606,ACCOUNT",
        "408,0,PROVIDER"
    })
    void whose_fault_it_is_decides_whether_another_account_may_do_better(int status, int code, Outcome.Blame blame) {
        twilio.answerNext(status, code);

        assertThat(channel.send(delivery(1, "SHOP DOWN")))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.blame()).isEqualTo(blame));
    }

    @Test
    void it_works_while_twilio_answers_and_the_account_is_in_order() throws IOException {
        assertThat(channel.works()).isTrue();
        assertThat(channel("+15005550006", new Secret("wrong"), twilio.baseUrl())
                        .works())
                .isFalse();
        assertThat(channel("+15005550006", TOKEN, nobody()).works()).isFalse();
        twilio.down(true);
        assertThat(channel.works()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"429,20429", "400,30001", "400,30008", "400,21606"})
    void a_passing_trouble_or_our_own_fault_is_postponed_with_twilios_code(int status, int code) {
        twilio.answerNext(status, code);

        assertThat(channel.send(delivery(1, "SHOP DOWN")))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.reason()).contains(Integer.toString(code)));
    }

    @Test
    void a_5xx_is_tried_once_only_because_a_repeated_post_may_be_a_second_message() {
        twilio.answerNext(500, 20500);

        var outcome = channel.send(delivery(1, "SHOP DOWN"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("20500"));
        assertThat(taken()).isZero();
    }

    @Test
    void a_wrong_token_is_postponed_and_says_which_setting_to_check() {
        var outcome =
                channel("+15005550006", new Secret("wrong"), twilio.baseUrl()).send(delivery(1, "SHOP DOWN"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.reason())
                                .contains("20003", "check channels.twilio.authToken")
                                .doesNotContain("wrong"));
    }

    @Test
    void a_proxys_error_page_keeps_its_status() {
        twilio.down(true);

        assertThat(channel.send(delivery(1, "SHOP DOWN")))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("503"));
    }

    @Test
    void silence_is_unknown_as_an_unknown_outcome_and_the_message_is_found_afterwards() {
        twilio.silentNext();
        var delivery = delivery(9, "SHOP DOWN. Ref ref9");

        var outcome = channel.send(delivery);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("within 500 ms"));
        assertThat(channel.find(delivery.message(), AT))
                .contains(new Outcome.Accepted(twilio.messages().getFirst().sid()));
    }

    @Test
    void an_unreachable_twilio_is_postponed_as_not_sent() throws IOException {
        var outcome = channel("+15005550006", TOKEN, nobody()).send(delivery(1, "SHOP DOWN"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.reason())
                                .startsWith("not sent: no connection to http://127.0.0.1:")
                                .contains("channels.twilio.baseUrl"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0155", "+0155501", "+49 155", "+4915550100\r\nX: y", "ana@example.com", "+1500555000612345"
            })
    void what_is_no_phone_number_is_refused_without_asking(String recipient) {
        var outcome = channel.send(delivery(1, recipient, "", "SHOP DOWN"));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(taken()).isZero();
    }

    @Test
    void we_never_text_ourselves() {
        var outcome = channel.send(delivery(1, "+15005550006", "", "SHOP DOWN"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("our own number"));
    }

    @Test
    void a_text_over_1600_characters_is_refused() {
        assertThat(channel.send(delivery(1, "x".repeat(1_600)))).isInstanceOf(Outcome.Accepted.class);
        assertThat(channel.send(delivery(1, "x".repeat(1_601)))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void only_a_message_since_the_claim_is_found_with_a_minute_for_unequal_clocks() {
        var delivery = delivery(9, "SHOP DOWN. Ref ref9");
        channel.send(delivery);

        assertThat(channel.find(delivery.message(), AT.plusSeconds(59))).isPresent();
        assertThat(channel.find(delivery.message(), AT.plusSeconds(61))).isEmpty();
    }

    @Test
    void a_reference_is_not_found_within_a_longer_one() {
        channel.send(delivery(91, "SHOP DOWN. Ref ref91"));

        assertThat(channel.find(delivery(9, "").message(), AT)).isEmpty();
    }

    @Test
    void a_message_that_twilio_gave_up_does_not_count_as_found() {
        var delivery = delivery(9, "SHOP DOWN. Ref ref9");
        channel.send(delivery);
        twilioMoves("failed");

        assertThat(channel.find(delivery.message(), AT)).isEmpty();
    }

    @Test
    void a_twilio_that_cannot_be_asked_finds_nothing() throws IOException {
        assertThat(channel("+15005550006", TOKEN, nobody()).find(delivery(1, "").message(), AT))
                .isEmpty();
    }

    @Test
    void warming_up_touches_no_network() throws IOException {
        channel("+15005550006", TOKEN, nobody()).warm();
        channel.warm();

        assertThat(taken()).isZero();
    }

    private void twilioMoves(String status) {
        try {
            twilio.report(twilio.messages().getFirst().sid(), status, 30008);
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageContaining("status.example.com");
        }
    }

    private static URI nobody() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static TwilioChannel channel(String from, Secret token, URI baseUrl) {
        return new TwilioChannel(
                "twilio",
                new TwilioSettings("ACtest", token, from, baseUrl),
                PUBLIC,
                Duration.ofMillis(400),
                Duration.ofMillis(500));
    }
}
