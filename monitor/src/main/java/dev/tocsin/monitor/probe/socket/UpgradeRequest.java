package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Wording;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Request;

/// What asks for a WebSocket, to be sent over a connection that is encrypted already where it must be.
final class UpgradeRequest {

    private UpgradeRequest() {}

    static Request of(Probe.WebSocket probe) throws Breakdown {
        // ws://… becomes http://…, wss://… becomes https://…
        var named = HttpUrl.parse("http" + probe.url().toString().substring("ws".length()));
        if (named == null) {
            throw Breakdown.ours(Wording.quoted(probe.target()) + " is no address of a WebSocket");
        }
        var url = named.newBuilder()
                .scheme("http")
                .port(named.port())
                .username("")
                .password("")
                .build();
        var request = new Request.Builder().url(url).header("Host", host(named)).header("User-Agent", "Tocsin");
        if (!named.username().isEmpty()) {
            request.header("Authorization", Credentials.basic(named.username(), named.password()));
        }
        for (var header : probe.headers().entrySet()) {
            set(request, header.getKey(), header.getValue());
        }
        return request.build();
    }

    private static String host(HttpUrl named) {
        var host = named.host().indexOf(':') >= 0 ? "[" + named.host() + "]" : named.host();
        return named.port() == HttpUrl.defaultPort(named.scheme()) ? host : host + ":" + named.port();
    }

    private static void set(Request.Builder request, String name, String value) throws Breakdown {
        try {
            request.header(name, value);
        } catch (IllegalArgumentException unsendable) {
            // The library's own message would quote the value, which may be a secret.
            throw Breakdown.ours("request header " + Wording.quoted(name) + " has a sign that HTTP does not allow");
        }
    }
}
