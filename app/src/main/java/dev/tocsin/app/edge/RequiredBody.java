package dev.tocsin.app.edge;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/// A resource that asks for a body gets one: an empty one, or JSON's `null`, is the caller's mistake and would be our
/// null.
final class RequiredBody implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        var body = context.proceed();
        if (body == null) {
            throw new BadRequestException("the body is empty");
        }
        return body;
    }
}
