package dev.tocsin.incidents.disclosure.web;

import com.github.mustachejava.Mustache;
import dev.tocsin.incidents.web.AnswerStyle;
import jakarta.ws.rs.core.Response;
import java.io.StringWriter;

/// A page that nobody may keep, and that loads nothing from others.
final class Html {
    private Html() {}

    static Response page(Response.Status status, Mustache template, Object view) {
        var html = new StringWriter();
        template.execute(html, view);
        return Response.status(status)
                .entity(html.toString())
                .header("Content-Security-Policy", AnswerStyle.contentSecurityPolicy())
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
