package dev.tocsin.incidents.canary;

import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.TokenAddress;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.mailroom.Receipt;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the daily mail to ourselves comes back.
public final class CanaryMailbox implements Mailbox {
    private final CanaryPages pages;
    private final Supplier<Optional<CanarySettings>> settings;

    public CanaryMailbox(CanaryPages pages, Supplier<Optional<CanarySettings>> settings) {
        this.pages = pages;
        this.settings = settings;
    }

    @Override
    public boolean takes(String recipient) {
        return token(recipient).isPresent();
    }

    @Override
    public Receipt put(ArrivedMail mail) {
        var _ = token(mail.recipient()).map(pages::back);
        return new Receipt.Kept();
    }

    private Optional<String> token(String recipient) {
        return settings.get()
                .flatMap(known -> Optional.ofNullable(known.addresses().get(Medium.EMAIL)))
                .flatMap(own -> TokenAddress.token(own, recipient));
    }
}
