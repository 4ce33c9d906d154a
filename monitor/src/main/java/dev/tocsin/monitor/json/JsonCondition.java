package dev.tocsin.monitor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a value in a JSON text must be. A condition other than [Absent] never holds where there is no value: nothing
/// is not 0, not empty and not "something else".
public sealed interface JsonCondition {

    /// There is a value, if only null.
    record Exists() implements JsonCondition {}

    /// There is none.
    record Absent() implements JsonCondition {}

    /// It is this text, number, true, false or null; `equal` false turns that round. Numbers are compared as numbers.
    record Same(String value, boolean equal) implements JsonCondition {}

    /// It is a number, and stands so to `limit`. A text never does, though it be made of digits.
    record Compared(Order order, BigDecimal limit) implements JsonCondition {}

    /// How two numbers stand to each other.
    enum Order {
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String sign;

        Order(String sign) {
            this.sign = sign;
        }

        private boolean holds(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case MORE -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    Pattern FORM = Pattern.compile("(<=|<|>=|>|!=|==)\\s*(.*)", Pattern.DOTALL);

    /// Reads `ok`, `< 5`, `>= 1`, `!= x`, `exists` or `absent`; `== exists` means the word itself.
    /// @throws IllegalArgumentException naming the text and the cure
    static JsonCondition parse(String text) {
        var form = FORM.matcher(text.strip());
        if (form.matches()) {
            var operand = form.group(2);
            return switch (form.group(1)) {
                case "==" -> new Same(operand, true);
                case "!=" -> new Same(operand, false);
                case "<" -> compared(Order.LESS, operand, text);
                case "<=" -> compared(Order.AT_MOST, operand, text);
                case ">" -> compared(Order.MORE, operand, text);
                default -> compared(Order.AT_LEAST, operand, text);
            };
        }
        return switch (text.strip()) {
            case "exists" -> new Exists();
            case "absent" -> new Absent();
            default -> new Same(text, true);
        };
    }

    private static Compared compared(Order order, String operand, String text) {
        return new Compared(
                order,
                number(operand)
                        .orElseThrow(() -> new IllegalArgumentException("\"" + text
                                + "\" compares with no number, write one behind the sign such as "
                                + order.sign + " 5")));
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    /// Whether `value`, which is there, is as it must be.
    default boolean holds(JsonNode value) {
        return switch (this) {
            case Exists _ -> true;
            case Absent _ -> false;
            case Same same -> same.equal() == same(value, same.value());
            case Compared compared ->
                value.isNumber() && compared.order().holds(value.decimalValue().compareTo(compared.limit()));
        };
    }

    private static boolean same(JsonNode value, String text) {
        if (value.isNumber()) {
            return number(text)
                    .filter(number -> number.compareTo(value.decimalValue()) == 0)
                    .isPresent();
        }
        return value.isValueNode() && value.asText().equals(text);
    }

    /// For a person: `ok`, `< 5`, `there`.
    default String words() {
        return switch (this) {
            case Exists _ -> "there";
            case Absent _ -> "not there";
            case Same same -> (same.equal() ? "" : "!= ") + same.value();
            case Compared compared -> compared.order().sign + " " + compared.limit();
        };
    }
}
