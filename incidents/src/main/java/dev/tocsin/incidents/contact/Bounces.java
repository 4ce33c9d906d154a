package dev.tocsin.incidents.contact;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.DeliveryState;
import dev.tocsin.incidents.delivery.Receipts;
import dev.tocsin.incidents.delivery.smtp.ReturnPath;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.mail.Report;
import dev.tocsin.incidents.disclosure.mail.Reports;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.mailroom.Receipt;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Learns from bounces that a mail did not arrive: the address to which one comes names the delivery (VERP), whatever
/// it says. What is only late, or arrived, changes nothing.
public final class Bounces implements Mailbox {
    /// The mailbox is not there, was closed, or has moved without a word (RFC 3463): nothing will ever arrive.
    private static final Set<String> GONE = Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

    private final Supplier<Optional<String>> address;
    private final Secret key;
    private final Receipts receipts;

    /// @param address where bounces go, without a token; empty where the settings name none
    /// @param key seals the addresses, see [ReturnPath]
    public Bounces(Supplier<Optional<String>> address, Secret key, Receipts receipts) {
        this.address = address;
        this.key = key;
        this.receipts = receipts;
    }

    @Override
    public boolean takes(String recipient) {
        return delivery(recipient).isPresent();
    }

    /// Not kept itself: what it says is, with the delivery.
    @Override
    public Receipt put(ArrivedMail mail) {
        var bounce = Reports.read(ParsedMail.read(mail.raw().bytes()));
        delivery(mail.recipient())
                .ifPresent(id -> bounce.filter(report -> report.kind() == Report.Kind.FAILED)
                        .ifPresent(report -> receipts.received(
                                id,
                                "",
                                DeliveryState.UNDELIVERED,
                                "the mail came back"
                                        + report.status()
                                                .map(" (%s)"::formatted)
                                                .orElse(""),
                                report.status().filter(GONE::contains).isPresent())));
        return new Receipt.Kept();
    }

    private Optional<DeliveryId> delivery(String recipient) {
        return address.get().flatMap(own -> new ReturnPath(own, key).read(recipient));
    }
}
