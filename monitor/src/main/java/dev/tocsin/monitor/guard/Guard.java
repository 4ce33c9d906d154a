package dev.tocsin.monitor.guard;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.function.Supplier;

/// Asked at every dial of every look, after the name was looked up: a name that led outside yesterday may lead inside
/// today.
@FunctionalInterface
public interface Guard {

    /// Lets everything pass: for what stands in the operator's own settings.
    Guard OPEN = (_, _) -> Optional.empty();

    /// Why `address`, which stands for `host`, may not be dialled, in a sentence; empty when it may.
    Optional<String> refusal(String host, InetAddress address);

    /// Keeps to `rule`, which is asked for each time.
    static Guard by(Supplier<AddressRule> rule) {
        return (host, address) ->
                rule.get().refusal(host, address, isOurs(address)).map(AddressRule.Refusal::sentence);
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            // When in doubt it is one of ours.
            return true;
        }
    }
}
