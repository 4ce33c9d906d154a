package dev.tocsin.incidents.delivery.twilio;

import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.time.Duration;

/// Answers the SDK from memory, so that its classes are loaded before the first page needs them.
final class Rehearsal extends HttpClient {

    private static final String MESSAGE = """
            {"sid":"SM0","status":"queued","to":"+10000000000","from":"+10000000000","body":"warm","direction":"outbound-api",
             "date_created":"Thu, 01 Jan 2026 00:00:00 +0000","date_updated":null,"date_sent":null,"uri":"/"}""";

    private static final String LIST = """
            {"messages":[%s],"page":0,"page_size":200,"first_page_uri":"/","next_page_uri":null,"uri":"/"}""".formatted(MESSAGE);

    private final TwilioTransport transport;

    Rehearsal(TwilioSettings settings) {
        transport = new TwilioTransport(settings.baseUrl(), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    /// Translates the request as for a real send, and keeps it here.
    @Override
    public Response makeRequest(Request request) {
        var _ = transport.translated(request);
        return request.getMethod() == HttpMethod.POST
                ? TwilioTransport.response(MESSAGE, 201)
                : TwilioTransport.response(LIST, 200);
    }
}
