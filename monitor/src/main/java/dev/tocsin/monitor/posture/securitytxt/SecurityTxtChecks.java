package dev.tocsin.monitor.posture.securitytxt;

import static dev.tocsin.monitor.posture.WebCheck.SECURITY_TXT;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Profile;
import java.util.Optional;
import java.util.stream.Collectors;

/// The finding of a security.txt. Nobody is bound to have one; whoever has one means it to be read.
public final class SecurityTxtChecks {

    private SecurityTxtChecks() {}

    /// Judges what was served.
    ///
    /// @param judged empty where there was no answer
    public static Finding of(Optional<SecurityTxt> judged, Profile profile) {
        if (judged.isEmpty()) {
            return Finding.untested(SECURITY_TXT, "no answer for " + SecurityTxt.PLACE);
        }
        var found = judged.get();
        var words = found.issues().stream().map(SecurityTxtIssue::words).collect(Collectors.joining(", "));
        var absent = found.issues().contains(SecurityTxtIssue.ABSENT)
                || found.issues().contains(SecurityTxtIssue.NOT_PLAIN_TEXT);
        var finding = switch (found.verdict()) {
            case PASS, INFO, UNTESTED ->
                Finding.pass(SECURITY_TXT, "security.txt as it should be")
                        .seeing(found.expires().map(end -> "until " + end).orElse(""));
            case WARN -> Finding.warn(SECURITY_TXT, absent ? words : "security.txt: " + words);
            case FAIL ->
                absent
                        ? Finding.warn(SECURITY_TXT, "no security.txt, but a page for everything")
                        : Finding.fail(SECURITY_TXT, "security.txt: " + words);
        };
        return absent || profile == Profile.NONE ? finding.asInfo() : finding;
    }
}
