package dev.tocsin.app.demo;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Breaks the shop now and then, and mends what it broke.
final class Mischief implements AutoCloseable {
    private final SampleShop shop;
    private final Duration every;
    private final Duration lasts;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("mischief").daemon().factory());

    Mischief(SampleShop shop, Duration every, Duration lasts) {
        this.shop = shop;
        this.every = every;
        this.lasts = lasts;
    }

    void start() {
        var _ = thread.scheduleAtFixedRate(
                this::breakIfWell, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void breakIfWell() {
        if (shop.mood() != SampleShop.Mood.WELL) {
            return;
        }
        shop.become(SampleShop.Mood.FAILING);
        var _ = thread.schedule(() -> shop.become(SampleShop.Mood.WELL), lasts.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
