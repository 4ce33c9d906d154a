package dev.tocsin.incidents.delivery.twilio;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.MessageReader;

/// Our account at Twilio.
final class TwilioAccount {
    private TwilioAccount() {}

    /// Asks for one message of ours: that needs the network, Twilio, and an account in order. Blocks as long as a
    /// request of `client` may take.
    static boolean answers(TwilioRestClient client) {
        try {
            new MessageReader().setPageSize(1L).firstPage(client);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
