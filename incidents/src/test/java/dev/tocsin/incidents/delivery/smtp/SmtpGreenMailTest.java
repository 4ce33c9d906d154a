package dev.tocsin.incidents.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.ChannelContract;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a mail server that others wrote: what our own sink forgives, this one need not.
class SmtpGreenMailTest extends ChannelContract {

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
    });

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Override
    protected Channel channel() {
        return channel(server.getSmtp().getPort(), SmtpSettings.Tls.NONE);
    }

    @Override
    protected Medium medium() {
        return Medium.EMAIL;
    }

    @Override
    protected String recipient() {
        return "ana@example.com";
    }

    @Override
    protected int taken() {
        return server.getReceivedMessages().length;
    }

    @Override
    protected void refuseNext() {
        Assumptions.abort("this server takes everything");
    }

    @Override
    protected void postponeNext() {
        Assumptions.abort("this server takes everything");
    }

    @Test
    void a_user_signs_in() {
        server.setUser("status@example.com", "u", "right");
        var settings = new SmtpSettings(
                "127.0.0.1",
                server.getSmtp().getPort(),
                SmtpSettings.Tls.NONE,
                Optional.of("u"),
                Optional.of(new Secret("right")),
                "status@example.com");

        assertThat(new SmtpChannel(settings, () -> AT, new Secret("bounces")).send(delivery(1, "SHOP DOWN")))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_gets_no_mail() {
        var outcome =
                channel(server.getSmtps().getPort(), SmtpSettings.Tls.IMPLICIT).send(delivery(1, "SHOP DOWN"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.reason())
                                .contains("check channels.smtp.tls and the server's certificate"));
        assertThat(taken()).isZero();
    }

    private static SmtpChannel channel(int port, SmtpSettings.Tls tls) {
        return new SmtpChannel(
                new SmtpSettings("127.0.0.1", port, tls, Optional.empty(), Optional.empty(), "status@example.com"),
                () -> AT,
                new Secret("bounces"));
    }
}
