package dev.tocsin.incidents.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Remembers what it got and answers what it was told; without word it accepts.
public final class FakeChannel implements Channel {

    private final String provider;
    private final List<Delivery> got = new ArrayList<>();
    private final List<Delivery> taken = new ArrayList<>();
    private final ArrayDeque<Outcome> answers = new ArrayDeque<>();
    private Optional<Outcome> always = Optional.empty();
    private Runnable duringSend = () -> {};
    private boolean losesNext;
    private boolean works = true;
    private Optional<Duration> receiptWithin = Optional.empty();

    public FakeChannel() {
        this("fake");
    }

    public FakeChannel(String provider) {
        this.provider = provider;
    }

    /// The answer to the next message. Calls add up.
    public synchronized void answerNext(Outcome outcome) {
        answers.add(outcome);
    }

    /// The answer to every message for which [#answerNext] says nothing.
    public synchronized void answerAlways(Outcome outcome) {
        always = Optional.of(outcome);
    }

    /// Takes the next message and answers that the outcome is unknown; [#find] finds it then.
    public synchronized void loseNext() {
        losesNext = true;
    }

    /// Whether it answers when it is asked without a message.
    public synchronized void works(boolean answers) {
        works = answers;
    }

    /// From now on the carrier says within this time whether a message arrived.
    public synchronized void promiseReceipts(Duration within) {
        receiptWithin = Optional.of(within);
    }

    /// Runs within each send, before its answer: what happens in the world while a message is on its way.
    public synchronized void duringSend(Runnable event) {
        duringSend = event;
    }

    /// Every delivery that was handed over, in order, whatever the answer was.
    public synchronized List<Delivery> got() {
        return List.copyOf(got);
    }

    /// Those of [#got] that a provider would have sent on.
    public synchronized List<Delivery> taken() {
        return List.copyOf(taken);
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public Outcome send(Delivery delivery) {
        event().run();
        return answer(delivery);
    }

    @Override
    public synchronized Optional<Outcome.Accepted> find(Message message, Instant since) {
        return taken.stream()
                .filter(delivery -> delivery.message().reference().equals(message.reference()))
                .filter(delivery -> !delivery.claimedAt().isBefore(since))
                .findFirst()
                .map(FakeChannel::accepted);
    }

    @Override
    public synchronized Optional<Duration> receiptWithin() {
        return receiptWithin;
    }

    @Override
    public synchronized boolean works() {
        return works;
    }

    private synchronized Runnable event() {
        return duringSend;
    }

    private synchronized Outcome answer(Delivery delivery) {
        got.add(delivery);
        if (losesNext) {
            losesNext = false;
            taken.add(delivery);
            return new Outcome.Unknown("told to lose it");
        }
        var outcome = Optional.ofNullable(answers.poll()).or(() -> always).orElse(accepted(delivery));
        if (outcome instanceof Outcome.Accepted) {
            taken.add(delivery);
        }
        return outcome;
    }

    private static Outcome.Accepted accepted(Delivery delivery) {
        return new Outcome.Accepted("fake-" + delivery.id().value());
    }
}
