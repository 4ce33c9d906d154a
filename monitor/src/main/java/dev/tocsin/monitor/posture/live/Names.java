package dev.tocsin.monitor.posture.live;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds the addresses of a host. There is no other way to one, wherever a redirect or a certificate leads.
@FunctionalInterface
public interface Names {

    /// As every other program on this machine does.
    Names OF_SYSTEM = Names::ofSystem;

    /// In the order in which they are to be tried; empty when there are none within that time, or none that may be
    /// dialled.
    List<InetAddress> addresses(String host, Duration within);

    private static List<InetAddress> ofSystem(String host, Duration within) {
        var lookup = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return List.of(InetAddress.getAllByName(host));
                    } catch (UnknownHostException missing) {
                        return List.<InetAddress>of();
                    }
                },
                work -> Thread.ofPlatform().daemon().name("posture-lookup").start(work));
        try {
            return lookup.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            return List.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
