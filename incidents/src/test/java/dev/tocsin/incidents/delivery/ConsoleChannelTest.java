package dev.tocsin.incidents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ConsoleChannelTest extends ChannelContract {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Channel channel =
            new ConsoleChannel(Medium.SMS, new PrintStream(screen, true, StandardCharsets.UTF_8));

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected Medium medium() {
        return Medium.SMS;
    }

    @Override
    protected String recipient() {
        return "+4915550100";
    }

    @Override
    protected int taken() {
        return screen().split("\\[no SMS channel configured]", -1).length - 1;
    }

    @Override
    protected void refuseNext() {
        Assumptions.abort("a console takes everything");
    }

    @Override
    protected void postponeNext() {
        Assumptions.abort("a console takes everything");
    }

    @Test
    void it_says_that_no_channel_is_configured() {
        channel.send(delivery(1, "+4915550100", "", "SHOP DOWN"));

        assertThat(screen()).isEqualToIgnoringNewLines("[no SMS channel configured] to +4915550100: SHOP DOWN");
    }

    @Test
    void text_from_outside_cannot_move_the_cursor() {
        channel.send(delivery(1, "+4915550100", "", "a\u001b[2Jb\rc"));

        assertThat(screen()).doesNotContain("\u001b", "\r").contains("a [2Jb c");
    }

    private String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
