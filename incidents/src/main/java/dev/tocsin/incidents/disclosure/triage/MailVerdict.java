package dev.tocsin.incidents.disclosure.triage;

import dev.tocsin.incidents.disclosure.auth.Authenticity;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.mail.Report;
import dev.tocsin.incidents.disclosure.mail.Reports;
import java.util.Optional;

/// Everything that is decided of one mail, together.
public record MailVerdict(
        Optional<Report> report,
        Placement placement,
        AutomaticAnswer answer,
        Reading reading,
        Authenticity authenticity) {

    /// Decides. The envelope's sender is taken from Return-Path where there is no envelope, else from From.
    public static MailVerdict of(
            ParsedMail mail,
            Optional<String> envelopeSender,
            Own own,
            Authenticity authenticity,
            Placement.Known known) {
        var report = Reports.read(mail);
        var placement = Placement.decide(mail, own, report, authenticity, known);
        var sender = envelopeSender.or(mail::returnPath);
        var answer = AutomaticAnswer.decide(mail, sender, own, placement, authenticity);
        return new MailVerdict(report, placement, answer, Reading.of(mail), authenticity);
    }
}
