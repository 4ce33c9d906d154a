package dev.tocsin.monitor.heartbeat;

import dev.tocsin.config.Secret;
import dev.tocsin.db.Installation;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;

/// Where each job is to call. A token that the settings do not give is made of the monitor's name and a key of this
/// installation: so it is the same after every restart and on every node, and can be shown again although only its
/// hash is kept.
public final class CallAddresses {
    private static final String KEY = "heartbeat-key";
    private static final int KEY_BYTES = 32;

    /// 144 bits, which are 24 signs.
    private static final int TOKEN_BYTES = 18;

    private final SecretKeySpec key;

    private CallAddresses(SecretKeySpec key) {
        this.key = key;
    }

    /// Of this installation; makes its key the first time.
    static CallAddresses read(Handle handle, Instant now) {
        var text = Installation.fact(handle, KEY, now, CallAddresses::freshKey);
        return new CallAddresses(new SecretKeySpec(Base64.getDecoder().decode(text), "HmacSHA256"));
    }

    /// Every heartbeat there is by its name, with the address to call: those among `monitors`, and those that only
    /// the database knows. Empty where the token was given elsewhere, because then nobody here knows it.
    public static Map<String, Optional<Secret>> list(Handle handle, List<Monitor> monitors, URI url, Instant now) {
        var addresses = read(handle, now);
        var list = new TreeMap<String, Optional<Secret>>();
        for (var stored : new HeartbeatStore().all(handle)) {
            var made = addresses.made(stored.name());
            list.put(
                    stored.name(),
                    Optional.of(made)
                            .filter(token -> TokenHash.of(token).equals(stored.hash()))
                            .map(token -> address(url, token)));
        }
        for (var monitor : monitors) {
            if (monitor.probe() instanceof Probe.Heartbeat job) {
                list.put(job.name(), Optional.of(address(url, addresses.token(job))));
            }
        }
        return list;
    }

    /// The token in the address of `job`.
    Secret token(Probe.Heartbeat job) {
        return job.token().orElseGet(() -> made(job.name()));
    }

    private static Secret address(URI url, Secret token) {
        return new Secret(url.toString().replaceFirst("/+$", "") + "/heartbeat/" + token.reveal());
    }

    private Secret made(String name) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            var code = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(code, TOKEN_BYTES)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String freshKey() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
