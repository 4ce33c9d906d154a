package dev.tocsin.incidents.delivery.twilio;

import com.twilio.security.RequestValidator;
import dev.tocsin.config.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Tells Twilio's requests from forged ones, as in
/// [Validating requests](https://www.twilio.com/docs/usage/security#validating-requests). Twilio signs the address it
/// was told, which is our public one, whatever a proxy in between makes of it.
///
/// Several tokens serve a second account, and the days in which a token is replaced.
public final class TwilioSignature {

    private final String publicUrl;
    private final Supplier<List<Secret>> authTokens;

    /// @param authTokens asked anew for each request, for settings change
    public TwilioSignature(URI publicUrl, Supplier<List<Secret>> authTokens) {
        this.publicUrl = publicUrl.toString().replaceFirst("/+$", "");
        this.authTokens = authTokens;
    }

    /// Whether `signature` is Twilio's for this form at `pathAndQuery` below the public address. The comparison takes
    /// the same time wherever the first difference stands. A form that says one thing twice is never genuine: what
    /// was signed and what would be read could differ.
    public boolean isGenuine(String pathAndQuery, Map<String, List<String>> form, String signature) {
        if (signature.isEmpty() || form.values().stream().anyMatch(values -> values.size() != 1)) {
            return false;
        }
        var parameters = new HashMap<String, String>();
        form.forEach((name, values) -> parameters.put(name, values.getFirst()));
        var genuine = false;
        for (var token : authTokens.get()) {
            genuine |= new RequestValidator(token.reveal()).validate(publicUrl + pathAndQuery, parameters, signature);
        }
        return genuine;
    }
}
