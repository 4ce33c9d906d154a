package dev.tocsin.incidents.delivery.webhook;

import dev.tocsin.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/// The header `X-Tocsin-Signature: t=SECONDS,v1=HEX`: HMAC-SHA256 over the seconds, a dot and the body, so that
/// neither can be changed nor an old one be sent again unnoticed. Pure.
final class WebhookSignature {
    static final String HEADER = "X-Tocsin-Signature";

    private WebhookSignature() {}

    static String of(Secret secret, Instant at, String body) {
        var seconds = Long.toString(at.getEpochSecond());
        var signed = secret.hmacSha256((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
        return "t=%s,v1=%s".formatted(seconds, HexFormat.of().formatHex(signed));
    }
}
