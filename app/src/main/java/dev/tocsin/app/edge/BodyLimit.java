package dev.tocsin.app.edge;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/// Refuses request bodies over 256 KiB: by the announced length at once, else as soon as that much was read. Where a
/// resource reads the beginning alone, its own bound stands.
///
/// What comes after the bound is read and forgotten up to 4 MiB, for a connection that is closed with bytes unread is
/// reset, and a reset may overtake the refusal on its way to the caller (RFC 9112, 9.6). A slow caller is cut off by
/// the listener's own limits.
@Priority(Priorities.AUTHENTICATION - 1)
final class BodyLimit implements ContainerRequestFilter {
    static final int BYTES = 256 * 1024;
    private static final int FORGOTTEN = 4 * 1024 * 1024;
    private final Set<String> bounded;

    /// @param bounded the paths below which resources have bounds of their own, such as `heartbeat`
    BodyLimit(Set<String> bounded) {
        this.bounded = Set.copyOf(bounded);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath().replaceFirst("^/", "");
        if (bounded.stream().anyMatch(own -> path.startsWith(own + "/"))) {
            return;
        }
        // Not getLength(): it answers -1 for a length that does not fit an int.
        var announced = request.getHeaderString("Content-Length");
        if (announced != null && (announced.length() > 9 || Long.parseLong(announced) > BYTES)) {
            // Whoever asks first sends nothing unless told to go on.
            if (request.getHeaderString("Expect") == null) {
                forget(request.getEntityStream());
            }
            throw tooLarge();
        }
        request.setEntityStream(new Bounded(request.getEntityStream()));
    }

    private static void forget(InputStream body) {
        try {
            body.skipNBytes(FORGOTTEN);
        } catch (IOException ended) {
            // By its end, which is what is wished, or by a caller that is gone.
        }
    }

    private static ClientErrorException tooLarge() {
        return new ClientErrorException("the body is larger than the " + BYTES / 1024 + " KiB that are read here", 413);
    }

    private static final class Bounded extends FilterInputStream {
        private int left = BYTES;

        private Bounded(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = super.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                forget(in);
                throw tooLarge();
            }
        }
    }
}
