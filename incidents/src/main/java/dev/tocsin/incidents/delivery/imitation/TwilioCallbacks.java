package dev.tocsin.incidents.delivery.imitation;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation.TextMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xml.sax.SAXException;

/// Calls our webhooks as Twilio does, signed by
/// [its rule](https://www.twilio.com/docs/usage/security#validating-requests). The signature is computed here, not
/// by Twilio's library, so that the two check each other.
final class TwilioCallbacks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TwilioCallbacks.class);

    private final String accountSid;
    private final Secret authToken;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    TwilioCallbacks(String accountSid, Secret authToken) {
        this.accountSid = accountSid;
        this.authToken = authToken;
    }

    /// Posts where `message` stands to its status callback; 0 when it has none.
    int receipt(TextMessage message, String status, int errorCode) {
        if (message.statusCallback().isEmpty()) {
            return 0;
        }
        var form = new TreeMap<>(Map.of(
                "MessageSid",
                message.sid(),
                "SmsSid",
                message.sid(),
                "MessageStatus",
                status,
                "SmsStatus",
                status,
                "To",
                message.to(),
                "From",
                message.from(),
                "AccountSid",
                accountSid,
                "ApiVersion",
                "2010-04-01"));
        if (errorCode != 0) {
            form.put("ErrorCode", Integer.toString(errorCode));
        }
        return post(message.statusCallback().get(), form).statusCode();
    }

    /// Brings a text message to `webhook` and reads the words of its TwiML answer.
    Optional<String> inbound(URI webhook, String from, String to, String text) {
        var sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        var answer = post(
                webhook,
                new TreeMap<>(Map.of(
                        "MessageSid", sid,
                        "SmsMessageSid", sid,
                        "AccountSid", accountSid,
                        "From", from,
                        "To", to,
                        "Body", text,
                        "NumMedia", "0",
                        "NumSegments", "1",
                        "ApiVersion", "2010-04-01")));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "%s answered %d, check url and channels.twilio.authToken".formatted(webhook, answer.statusCode()));
        }
        return words(answer.body(), "Message");
    }

    /// Posts a pressed key or how a call stands; answers what is said back, if anything.
    Optional<String> call(URI callback, TwilioImitation.Call call, String status, Optional<String> key) {
        var form = new TreeMap<>(Map.of(
                "CallSid",
                call.sid(),
                "AccountSid",
                accountSid,
                "From",
                call.from(),
                "To",
                call.to(),
                "CallStatus",
                status,
                "Direction",
                "outbound-api",
                "ApiVersion",
                "2010-04-01"));
        key.ifPresent(pressed -> form.put("Digits", pressed));
        var answer = post(callback, form);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("%s answered %d".formatted(callback, answer.statusCode()));
        }
        return answer.body().isEmpty() ? Optional.empty() : words(answer.body(), "Say");
    }

    /// Runs `callback`; that nobody takes it is no fault of the imitation's.
    void quietly(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.debug("A receipt was not taken", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpResponse<String> post(URI webhook, SortedMap<String, String> form) {
        var request = HttpRequest.newBuilder(webhook)
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Twilio-Signature", signature(webhook, form))
                .POST(HttpRequest.BodyPublishers.ofString(Form.written(form)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("nobody answers at " + webhook, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling " + webhook, e);
        }
    }

    private String signature(URI webhook, SortedMap<String, String> form) {
        var signed = new StringBuilder(webhook.toString());
        form.forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows HmacSHA1", e);
        }
    }

    private static Optional<String> words(String twiml, String verb) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var xml = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(twiml.getBytes(StandardCharsets.UTF_8)));
            return Optional.ofNullable(xml.getElementsByTagName(verb).item(0)).map(message -> message.getTextContent());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("the answer is no TwiML: " + twiml, e);
        }
    }
}
