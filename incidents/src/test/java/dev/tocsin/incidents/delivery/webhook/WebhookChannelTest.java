package dev.tocsin.incidents.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.ChannelContract;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest extends ChannelContract {
    private static final String OURS = """
            {"event":"trigger","incident":198,"title":"SHOP <DOWN> (#198)","summary":"connect refused @everyone","severity":"major","link":"https://status.example.com/a/t"}""";
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final FakeReceiver receiver = new FakeReceiver();
    private final WebhookChannel channel = channel(
            hook("hub", receiver.url("/tocsin"), Preset.TOCSIN, "key"),
            hook("slack", receiver.url("/slack"), Preset.SLACK, ""),
            hook("teams", receiver.url("/teams"), Preset.TEAMS, ""),
            hook("discord", receiver.url("/discord"), Preset.DISCORD, ""),
            hook("ntfy", receiver.url("/alerts"), Preset.NTFY, "tk_1"),
            hook("duty", receiver.url("/v2/enqueue"), Preset.PAGERDUTY, "routing-key"));

    @AfterEach
    void close() {
        receiver.close();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected Medium medium() {
        return Medium.WEBHOOK;
    }

    @Override
    protected String recipient() {
        return "hub";
    }

    @Override
    protected int taken() {
        return receiver.taken().size();
    }

    @Override
    protected void refuseNext() {
        receiver.answerNext(410, "gone");
    }

    @Override
    protected void postponeNext() {
        receiver.answerNext(503, "busy");
    }

    @Test
    void our_own_words_are_signed_and_name_the_delivery() throws Exception {
        channel.send(delivery(42, OURS));

        var post = receiver.posts().getFirst();
        assertThat(post.path()).isEqualTo("/tocsin");
        assertThat(post.headers())
                .containsEntry("x-tocsin-delivery", "42")
                .containsEntry("x-tocsin-attempt", "1")
                .containsEntry("content-type", "application/json; charset=utf-8");
        assertThat(json(post).path("incident").asInt()).isEqualTo(198);
        assertThat(json(post).path("delivery").asInt()).isEqualTo(42);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var expected = HexFormat.of()
                .formatHex(mac.doFinal((AT.getEpochSecond() + "." + post.body()).getBytes(StandardCharsets.UTF_8)));
        assertThat(post.headers())
                .containsEntry("x-tocsin-signature", "t=%d,v1=%s".formatted(AT.getEpochSecond(), expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void every_2xx_is_success(int status) {
        receiver.answerNext(status, status == 204 ? "" : "ok");

        assertThat(channel.send(delivery(1, OURS))).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 403, 404, 429, 500, 503})
    void everything_else_but_410_is_tried_again_and_says_what_was_answered(int status) {
        receiver.answerNext(status, "because\nof this");

        assertThat(channel.send(delivery(1, OURS)))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed ->
                                assertThat(postponed.reason()).isEqualTo("hub answered %d: because of this", status));
    }

    @Test
    void a_redirect_is_not_followed() {
        receiver.redirectNext(receiver.url("/elsewhere"));

        assertThat(channel.send(delivery(1, OURS))).isInstanceOf(Outcome.Postponed.class);
        assertThat(receiver.posts()).hasSize(1);
    }

    @Test
    void an_answer_without_end_is_read_no_further_than_it_is_shown() {
        receiver.talkForEver();
        receiver.answerNext(200, "");
        receiver.answerNext(500, "");

        assertThat(channel.send(delivery(1, OURS))).isInstanceOf(Outcome.Accepted.class);
        assertThat(channel.send(delivery(2, OURS)))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.reason()).hasSizeLessThan(350));
    }

    @Test
    void a_target_that_hangs_costs_four_of_its_own_messages_and_none_of_the_others() throws Exception {
        try (var hanging = new FakeReceiver();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            hanging.hang();
            var both = channel(
                    hook("hub", receiver.url("/tocsin"), Preset.TOCSIN, "key"),
                    hook("slow", hanging.url("/"), Preset.TOCSIN, "key"));
            var sends = new ArrayList<Callable<Outcome>>();
            for (var number = 0; number < 20; number++) {
                var id = number;
                sends.add(() -> both.send(delivery(id, "slow", "", OURS)));
            }
            sends.add(() -> both.send(delivery(99, OURS)));

            var outcomes = new ArrayList<Outcome>();
            for (var one : threads.invokeAll(sends)) {
                outcomes.add(one.get());
            }

            assertThat(hanging.posts()).hasSizeLessThanOrEqualTo(4);
            assertThat(outcomes.subList(0, 20))
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Postponed.class));
            assertThat(outcomes.getLast()).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void a_target_that_is_not_there_is_tried_again_and_its_address_is_not_told() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/services/s3cret");
        }
        var hook = hook("hub", nobody, Preset.SLACK, "");

        assertThat(channel(hook).send(delivery(1, OURS)))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.reason())
                                .contains("check its url in channels.webhooks")
                                .doesNotContain("s3cret"));
        assertThat(hook.toString()).doesNotContain("s3cret");
    }

    @Test
    void a_webhook_that_a_reload_removed_refuses() {
        assertThat(channel.send(delivery(1, "gone", "", OURS)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("there is no webhook \"gone\" any more"));
    }

    @Test
    void slack_gets_text_that_cannot_become_markup_and_a_link() throws IOException {
        assertThat(posted("slack").path("text").asText())
                .isEqualTo("SHOP &lt;DOWN&gt; (#198): connect refused @everyone\n"
                        + "<https://status.example.com/a/t|Answer>");
    }

    @Test
    void teams_gets_an_adaptive_card() throws IOException {
        var card = posted("teams").path("attachments").path(0).path("content");

        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body").path(1).path("text").asText()).contains("connect refused");
        assertThat(card.path("actions").path(0).path("url").asText()).isEqualTo("https://status.example.com/a/t");
    }

    @Test
    void discord_calls_nobody_whatever_the_text_says() throws IOException {
        var json = posted("discord");

        assertThat(json.path("content").asText()).contains("@everyone").endsWith("https://status.example.com/a/t");
        assertThat(json.path("allowed_mentions").path("parse").isArray()).isTrue();
        assertThat(json.path("allowed_mentions").path("parse")).isEmpty();
    }

    @Test
    void ntfy_gets_its_topic_in_the_body_and_its_token() throws IOException {
        var json = posted("ntfy");

        assertThat(receiver.posts().getFirst().path()).isEqualTo("/");
        assertThat(receiver.posts().getFirst().headers()).containsEntry("authorization", "Bearer tk_1");
        assertThat(json.path("topic").asText()).isEqualTo("alerts");
        assertThat(json.path("priority").asInt()).isEqualTo(4);
        assertThat(json.path("click").asText()).isEqualTo("https://status.example.com/a/t");
    }

    @Test
    void pagerduty_gets_one_alert_that_later_events_change() throws IOException {
        var opened = posted("duty");
        channel.send(delivery(2, "duty", "", "{\"event\":\"resolve\",\"title\":\"SHOP DOWN\"}"));
        var resolved = json(receiver.posts().getLast());

        assertThat(opened.path("routing_key").asText()).isEqualTo("routing-key");
        assertThat(opened.path("event_action").asText()).isEqualTo("trigger");
        assertThat(opened.path("payload").path("severity").asText()).isEqualTo("error");
        assertThat(resolved.path("event_action").asText()).isEqualTo("resolve");
        assertThat(resolved.path("dedup_key")).isEqualTo(opened.path("dedup_key"));
    }

    private JsonNode posted(String name) throws IOException {
        assertThat(channel.send(delivery(1, name, "", OURS))).isInstanceOf(Outcome.Accepted.class);
        return json(receiver.posts().getFirst());
    }

    private static JsonNode json(FakeReceiver.Post post) throws IOException {
        return new JsonMapper().readTree(post.body());
    }

    private static WebhookChannel channel(WebhookSettings... hooks) {
        return new WebhookChannel(List.of(hooks), () -> AT, PATIENCE);
    }

    private static WebhookSettings hook(String name, URI url, Preset preset, String secret) {
        return new WebhookSettings(
                name,
                new Secret(url.toString()),
                secret.isEmpty() ? Optional.empty() : Optional.of(new Secret(secret)),
                preset);
    }
}
