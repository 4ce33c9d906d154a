package dev.tocsin.statuspage.subscribers;

import dev.tocsin.incidents.delivery.TokenAddress;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.mailroom.Receipt;
import java.util.Optional;
import java.util.function.Supplier;

/// Ends the subscription of whoever writes to the address in their mails' `List-Unsubscribe`, whatever they
/// write: the address carries the token, so it needs nothing more. Nothing is answered. What machines send
/// back by themselves, with the null return path, ends nothing.
public final class LeaveMailbox implements Mailbox {
    private final Supplier<Optional<String>> address;
    private final Tokens tokens;
    private final Subscriptions subscriptions;

    /// @param address to which such mails go, without the token; empty where the settings name none
    public LeaveMailbox(Supplier<Optional<String>> address, Tokens tokens, Subscriptions subscriptions) {
        this.address = address;
        this.tokens = tokens;
        this.subscriptions = subscriptions;
    }

    @Override
    public boolean takes(String recipient) {
        return token(recipient).isPresent();
    }

    /// Not kept itself: that the subscription has ended is.
    @Override
    public Receipt put(ArrivedMail mail) {
        if (mail.sender().isPresent()) {
            token(mail.recipient()).ifPresent(subscriptions::leave);
        }
        return new Receipt.Kept();
    }

    private Optional<String> token(String recipient) {
        return address.get()
                .flatMap(own -> TokenAddress.token(own, recipient))
                .filter(token -> tokens.read(token).isPresent());
    }
}
