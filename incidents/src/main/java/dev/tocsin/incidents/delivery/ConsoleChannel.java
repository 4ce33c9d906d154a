package dev.tocsin.incidents.delivery;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;

/// Stands in where no channel is configured: shows on the console what would have gone, and says why. Nobody is
/// reached by it, so it is a way to look around, not a way to run.
public final class ConsoleChannel implements Channel {

    private final Medium medium;
    private final PrintStream console;

    public ConsoleChannel(Medium medium, PrintStream console) {
        this.medium = medium;
        this.console = console;
    }

    @Override
    public String provider() {
        return "console";
    }

    /// Prints one block in one call, so that two threads never mix their lines.
    @Override
    public Outcome send(Delivery delivery) {
        var message = delivery.message();
        var subject = message.subject().isBlank() ? "" : message.subject() + System.lineSeparator();
        console.println("[no %s channel configured] to %s: %s%s"
                .formatted(name(), harmless(message.recipient()), harmless(subject), harmless(message.text())));
        return new Outcome.Accepted("console-" + delivery.id().value());
    }

    /// What was printed is not remembered.
    @Override
    public Optional<Outcome.Accepted> find(Message message, Instant since) {
        return Optional.empty();
    }

    private String name() {
        return switch (medium) {
            case SMS -> "SMS";
            case EMAIL -> "mail";
            case VOICE -> "voice";
            case WEBHOOK -> "webhook";
        };
    }

    /// Text from outside must not move the cursor of the terminal it is shown on.
    private static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]+", " ");
    }
}
