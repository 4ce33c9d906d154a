package dev.tocsin.config;

/// Something in the settings that a person must mend. `line` and `column` count from 1.
public record Problem(String file, int line, int column, String text, String cure) {

    /// `file:line:column: what is wrong, how to mend it`: the form that editors and terminals turn into a link.
    @Override
    public String toString() {
        return "%s:%d:%d: %s, %s".formatted(file, line, column, text, cure);
    }
}
