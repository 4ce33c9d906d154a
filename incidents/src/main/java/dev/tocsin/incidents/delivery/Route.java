package dev.tocsin.incidents.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The providers for one medium, the preferred one first. A message that one cannot take goes by the next in the
/// same attempt; one that is failing is left out until it answers again.
final class Route {
    /// A step of an attempt takes 20 s at most, and the lease of 60 s must outlive the last one.
    private static final Duration LAST_STEP_BEGINS = Duration.ofSeconds(38);

    private final List<Provider> providers;
    private final InstantSource clock;

    Route(List<Way> ways, InstantSource clock) {
        this.clock = clock;
        var now = clock.instant();
        providers = ways.stream().map(way -> new Provider(way, now)).toList();
    }

    String name() {
        return providers.getFirst().name();
    }

    /// How many of `wanted` messages may be handed over now. What is not used of it is to be given back.
    int allowance(int wanted) {
        return preferred().allowance(wanted, clock.instant());
    }

    void giveBack(int unused) {
        preferred().giveBack(unused);
    }

    /// True while no provider works.
    boolean failing() {
        return providers.stream().allMatch(Provider::failing);
    }

    /// What is wrong with which provider.
    List<ProviderTrouble> troubles() {
        return providers.stream()
                .flatMap(provider -> provider.trouble().stream())
                .toList();
    }

    Stream<ProviderState> state(Medium medium) {
        return providers.stream().map(one -> new ProviderState(medium, one.name(), one.failing()));
    }

    /// Asks the failing providers whose time has come whether they work again; true when one does. Blocks for 20 s
    /// at most for each.
    boolean askDue() {
        var back = false;
        for (var provider : providers) {
            back |= provider.askDue(clock);
        }
        return back;
    }

    /// Makes one attempt. What may have left at `unknownSince` is looked for first, everywhere. Blocks for a minute
    /// at most, and refuses to run inside a transaction.
    Sent send(Delivery delivery, Optional<Instant> unknownSince) {
        var began = clock.instant();
        return unknownSince
                .flatMap(since -> found(delivery.message(), since, began))
                .orElseGet(() -> attempt(delivery, unknownSince.isPresent(), began));
    }

    private Optional<Sent> found(Message message, Instant since, Instant began) {
        return providers.stream()
                .filter(provider -> !late(began))
                .flatMap(provider -> provider.find(message, since).stream())
                .findFirst();
    }

    private Sent attempt(Delivery delivery, boolean again, Instant began) {
        var tried = new ArrayList<Sent>();
        var mayHaveLeft = again;
        for (var provider : providers) {
            if (provider.failing() || (!tried.isEmpty() && late(began))) {
                continue;
            }
            if (!tried.isEmpty()) {
                provider.overdraw(clock.instant());
            }
            var sent = provider.send(mayHaveLeft ? delivery.again() : delivery, clock);
            if (!sent.stalled()) {
                return sent;
            }
            if (sent.outcome() instanceof Outcome.Unknown) {
                mayHaveLeft = true;
                // Whether it left is asked here and now, before another provider sends it a second time.
                var there = providers.size() == 1
                        ? Optional.<Sent>empty()
                        : found(delivery.message(), delivery.claimedAt(), began);
                if (there.isPresent()) {
                    return there.get();
                }
            }
            tried.add(sent);
        }
        return tried.isEmpty() ? Sent.nowhere("not sent: no provider works at the moment") : Sent.inVain(tried);
    }

    private Provider preferred() {
        return providers.stream()
                .filter(provider -> !provider.failing())
                .findFirst()
                .orElse(providers.getFirst());
    }

    private boolean late(Instant began) {
        return Duration.between(began, clock.instant()).compareTo(LAST_STEP_BEGINS) > 0;
    }
}
