package dev.tocsin.incidents.delivery.twilio;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An account at Twilio: `channels.twilio`. `from` is a number in E.164 or the SID of a messaging service (`MG…`).
/// `baseUrl` takes the place of `https://api.twilio.com`: another region, a proxy, an imitation. What is signed with
/// `alternateToken` is believed too, while a token is replaced.
public record TwilioSettings(
        String accountSid,
        Secret authToken,
        Optional<Secret> alternateToken,
        String from,
        URI baseUrl,
        OptionalInt ratePerSecond) {

    private static final int FASTEST = 1_000;

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{1,14}");
    private static final Pattern SERVICE = Pattern.compile("MG[A-Za-z0-9]{1,64}");

    public TwilioSettings {
        account(accountSid);
        sender(from);
        if (baseUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    "`%s` is no URL of a server, write https://api.twilio.com".formatted(baseUrl));
        }
    }

    public TwilioSettings(String accountSid, Secret authToken, String from, URI baseUrl) {
        this(accountSid, authToken, Optional.empty(), from, baseUrl, OptionalInt.empty());
    }

    /// Reads the section `channels.twilio`; what is wrong becomes a problem of the section.
    public static TwilioSettings read(Section section) {
        return new TwilioSettings(
                section.parsed("accountSid", TwilioSettings::account, "AC0"),
                section.secret("authToken"),
                section.optionalSecret("alternateToken"),
                section.parsed("from", TwilioSettings::sender, "+10000000000"),
                section.url("baseUrl", "https", "http"),
                section.optionalNumber("ratePerSecond", 1, FASTEST));
    }

    /// Everything that Twilio may sign with.
    public List<Secret> tokens() {
        return Stream.concat(Stream.of(authToken), alternateToken.stream()).toList();
    }

    /// Whether a messaging service at Twilio chooses the number to send from.
    public boolean sendsByService() {
        return SERVICE.matcher(from).matches();
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static String account(String text) {
        if (!ACCOUNT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "`%s` is no account SID, copy the one that starts with AC from Twilio's console".formatted(text));
        }
        return text;
    }

    private static String sender(String text) {
        if (!isNumber(text) && !SERVICE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "`%s` is no sender, write a number such as +15005550006 or a messaging service's SID (MG…)"
                            .formatted(text));
        }
        return text;
    }
}
