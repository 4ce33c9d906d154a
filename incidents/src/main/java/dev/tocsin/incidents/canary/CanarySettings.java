package dev.tocsin.incidents.canary;

import dev.tocsin.config.Section;
import dev.tocsin.incidents.delivery.Medium;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The daily page to ourselves: `canaryPage`. What is sent to `sms` or `mail` must be brought back to us, by Twilio's
/// webhook and by LMTP.
///
/// @param addresses where it goes, for each channel that is to be proven
/// @param at when, in UTC
/// @param within how soon it must be back
public record CanarySettings(Map<Medium, String> addresses, LocalTime at, Duration within) {
    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern MAIL = Pattern.compile("[a-z0-9._=-]{1,32}@[a-z0-9.-]{1,200}");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    public CanarySettings {
        addresses = Map.copyOf(addresses);
    }

    /// Empty where the settings have none; what is wrong becomes a problem of the section.
    public static Optional<CanarySettings> read(Section root) {
        return root.optionalSection("canaryPage").map(CanarySettings::of);
    }

    private static CanarySettings of(Section section) {
        var addresses = new EnumMap<Medium, String>(Medium.class);
        section.optionalParsed("sms", CanarySettings::phone).ifPresent(phone -> addresses.put(Medium.SMS, phone));
        section.optionalParsed("mail", CanarySettings::mail).ifPresent(mail -> addresses.put(Medium.EMAIL, mail));
        if (addresses.isEmpty()) {
            section.problem("sms", "neither sms nor mail is written", "write a number or an address that comes to us");
        }
        return new CanarySettings(
                addresses,
                LocalTime.parse(section.parsed("at", CanarySettings::time, "09:00")),
                section.duration("within", Duration.ofMinutes(1), Duration.ofHours(12)));
    }

    private static String phone(String text) {
        if (!PHONE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no phone number, write it in full: \"+15005550009\"");
        }
        return text;
    }

    private static String mail(String text) {
        if (!MAIL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text
                            + "\" is no address that can carry a token, write a bare one with 32 small letters before the @ at most");
        }
        return text;
    }

    private static String time(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no time, write it in UTC: \"09:00\"");
        }
        return text;
    }
}
