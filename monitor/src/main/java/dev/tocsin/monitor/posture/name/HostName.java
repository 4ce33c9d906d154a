package dev.tocsin.monitor.posture.name;

import com.ibm.icu.text.IDNA;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// A host's name in the one form in which names are compared: A-labels in small letters, without the dot of the root.
public record HostName(String ascii) {

    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    /// UTS 46 without the transition from IDNA 2003, in which `faß` would become `fass`: another owner's name.
    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    /// Hyphens at such places are against IDNA, but stand in names that people visit.
    private static final EnumSet<IDNA.Error> FORGIVEN =
            EnumSet.of(IDNA.Error.HYPHEN_3_4, IDNA.Error.LEADING_HYPHEN, IDNA.Error.TRAILING_HYPHEN);

    /// The name that `text` writes, with U-labels converted and one trailing dot removed. Empty for addresses, for
    /// what ends in a number (browsers take it for an address), and for what no name can be.
    public static Optional<HostName> parse(String text) {
        var converted = ascii(text);
        if (converted.isEmpty()) {
            return Optional.empty();
        }
        var name = converted.get();
        var bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        var labels = bare.split("\\.", -1);
        return bare.length() <= LONGEST
                        && Arrays.stream(labels).allMatch(HostName::label)
                        && !number(labels[labels.length - 1])
                ? Optional.of(new HostName(bare))
                : Optional.empty();
    }

    private static Optional<String> ascii(String text) {
        if (text.chars().allMatch(sign -> sign < 128)) {
            return Optional.of(Ascii.lower(text));
        }
        var outcome = new IDNA.Info();
        var converted = UTS46.nameToASCII(text, new StringBuilder(), outcome).toString();
        return FORGIVEN.containsAll(outcome.getErrors()) ? Optional.of(Ascii.lower(converted)) : Optional.empty();
    }

    /// Letters, digits, hyphens, and the underscore that stands in names all the same.
    static boolean label(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_LABEL
                && text.chars()
                        .allMatch(sign -> (sign >= 'a' && sign <= 'z')
                                || (sign >= '0' && sign <= '9')
                                || sign == '-'
                                || sign == '_');
    }

    private static boolean number(String label) {
        return Ascii.digits(label)
                || (label.startsWith("0x") && label.chars().skip(2).allMatch(sign -> Character.digit(sign, 16) >= 0));
    }

    public List<String> labels() {
        return List.of(ascii.split("\\.", -1));
    }

    /// Whether this is `parent` or lies below it.
    public boolean within(HostName parent) {
        return ascii.equals(parent.ascii) || ascii.endsWith("." + parent.ascii);
    }

    /// With its U-labels, as people know it; the same as [#ascii] where there are none.
    public String unicode() {
        var outcome = new IDNA.Info();
        var converted = UTS46.nameToUnicode(ascii, new StringBuilder(), outcome).toString();
        return FORGIVEN.containsAll(outcome.getErrors()) ? converted : ascii;
    }
}
