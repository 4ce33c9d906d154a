package dev.tocsin.incidents.delivery;

import java.util.stream.Stream;

/// Texts that have broken somebody's sender before.
public final class HostileTexts {

    private HostileTexts() {}

    public static Stream<String> all() {
        return Stream.of(
                "",
                " ",
                "\0",
                "a\0b\u0001\u001b[2J",
                "a\r\nBcc: mallory@example.net\r\n\r\nb",
                "a\nb\rc",
                "\r\n.\r\nMAIL FROM:<mallory@example.net>\r\n",
                ".",
                "..",
                "🔥🚨👩‍🚒",
                "\ud83d half a surrogate",
                "Ünïcödé — “quotes”",
                "<b>&amp;</b>",
                "${env:HOME} %s %n {}",
                "x".repeat(10_000),
                "long line ".repeat(1_000));
    }
}
