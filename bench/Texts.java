import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Every text message that an imitation of Twilio has taken: it keeps the last thousand, this keeps all.
final class Texts implements AutoCloseable {
    private static final String ACCOUNT = "ACbench";
    private static final String TOKEN = "bench-token";

    private final TwilioImitation twilio =
            TwilioImitation.start(0, ACCOUNT, new Secret(TOKEN), InstantSource.system());
    private final Map<String, TwilioImitation.TextMessage> taken = new ConcurrentHashMap<>();

    /// @param perSecond what the provider takes, as the product is told
    String channel(int perSecond) {
        URI url = twilio.baseUrl();
        return """
                channels:
                  twilio: { accountSid: %s, authToken: %s, from: "+15005550006", baseUrl: "%s", ratePerSecond: %d }
                """.formatted(ACCOUNT, TOKEN, url, perSecond);
    }

    /// All so far, in no order. To be called more often than every thousand messages.
    Collection<TwilioImitation.TextMessage> all() {
        twilio.messages().forEach(message -> taken.put(message.sid(), message));
        return List.copyOf(taken.values());
    }

    /// Of several times the one below which `share` of them lie: the nearest rank, a time that was really measured.
    static double quantile(Collection<Double> times, double share) {
        var sorted = new ArrayList<>(times);
        sorted.sort(null);
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    @Override
    public void close() {
        twilio.close();
    }
}
