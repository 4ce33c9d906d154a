package dev.tocsin.incidents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FakeChannelTest extends ChannelContract {

    private final FakeChannel channel = new FakeChannel();

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
        return channel.taken().size();
    }

    @Override
    protected void refuseNext() {
        channel.answerNext(new Outcome.Refused("told to refuse"));
    }

    @Override
    protected void postponeNext() {
        channel.answerNext(new Outcome.Postponed("told to postpone"));
    }

    @Test
    void a_lost_message_is_found_by_its_reference() {
        var delivery = delivery(1, "SHOP DOWN");
        channel.loseNext();

        var outcome = channel.send(delivery);

        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        assertThat(channel.find(delivery.message(), AT)).isPresent();
        assertThat(channel.find(delivery(2, "other").message(), AT)).isEmpty();
    }
}
