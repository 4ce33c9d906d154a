package dev.tocsin.incidents.disclosure.web;

import dev.tocsin.incidents.disclosure.SecuritySettings;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/// `/.well-known/security.txt` (RFC 9116), made anew at each request, so that its Expires never lapses; never later
/// than our key's own end. It says the same for a whole day.
@Path(SecurityTxtResource.PLACE)
public final class SecurityTxtResource {
    public static final String PLACE = "/.well-known/security.txt";
    private static final Duration VALID = Duration.ofDays(90);

    private final Supplier<Optional<SecuritySettings>> settings;
    private final Supplier<Keyring> keyring;
    private final URI url;
    private final InstantSource clock;

    /// Tells of what these hold.
    public SecurityTxtResource(
            Supplier<Optional<SecuritySettings>> settings, Supplier<Keyring> keyring, URI url, InstantSource clock) {
        this.settings = settings;
        this.keyring = keyring;
        this.url = url;
        this.clock = clock;
    }

    @GET
    @PermitAll
    @Produces("text/plain; charset=utf-8")
    public String show() {
        return text().orElseThrow(() -> new NotFoundException("security is not set"));
    }

    /// Empty where nobody takes reports.
    public Optional<String> text() {
        return settings.get().map(this::text);
    }

    private String text(SecuritySettings known) {
        var end = clock.instant().plus(VALID).truncatedTo(ChronoUnit.DAYS);
        var pgp = keyring.get().pgp();
        var keyEnd =
                pgp.flatMap(PgpKey::expiresAt).filter(at -> at.isBefore(end)).orElse(end);
        var text = new StringBuilder();
        text.append("Contact: mailto:").append(known.address()).append('\n');
        text.append("Contact: ").append(url.resolve("/security")).append('\n');
        text.append("Expires: ").append(keyEnd).append('\n');
        pgp.ifPresent(_ -> text.append("Encryption: ")
                .append(url.resolve("/security/pgp-key.asc"))
                .append('\n'));
        text.append("Preferred-Languages: en\n");
        text.append("Canonical: ").append(url.resolve(PLACE)).append('\n');
        text.append("Acknowledgments: ").append(url.resolve("/security/thanks")).append('\n');
        return text.append("Policy: ")
                .append(url.resolve("/security"))
                .append('\n')
                .toString();
    }
}
