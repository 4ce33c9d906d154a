package dev.tocsin.incidents.delivery.webhook;

import dev.tocsin.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The header `X-Tocsin-Signature: t=SECONDS,v1=HEX`: HMAC-SHA256 over the seconds, a dot and the body, so that
/// neither can be changed nor an old one be sent again unnoticed. Pure.
final class WebhookSignature {
    static final String HEADER = "X-Tocsin-Signature";

    private WebhookSignature() {}

    static String of(Secret secret, Instant at, String body) {
        var seconds = Long.toString(at.getEpochSecond());
        return "t=%s,v1=%s".formatted(seconds, hmac(secret, seconds + "." + body));
    }

    private static String hmac(Secret secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows HmacSHA256", e);
        }
    }
}
