package dev.tocsin.monitor.probe.grpc;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The two messages of `grpc.health.v1.Health/Check` and their bytes. A request has one text (field 1, the service), an
/// answer one number (field 1, the status): too little for a compiler of protocol buffers.
final class HealthCheck {

    /// The serving statuses, with their numbers.
    enum Serving {
        UNKNOWN(0),
        SERVING(1),
        NOT_SERVING(2),
        SERVICE_UNKNOWN(3),
        /// A number that the protocol does not know yet.
        UNRECOGNIZED(-1);

        private final long number;

        Serving(long number) {
            this.number = number;
        }

        static Serving of(long number) {
            return Arrays.stream(values())
                    .filter(serving -> serving.number == number)
                    .findFirst()
                    .orElse(UNRECOGNIZED);
        }
    }

    static final MethodDescriptor<String, Serving> METHOD = MethodDescriptor.<String, Serving>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("grpc.health.v1.Health/Check")
            .setRequestMarshaller(new Request())
            .setResponseMarshaller(new Response())
            .build();

    private static final int LENGTH_DELIMITED = 2;
    private static final int VARINT = 0;
    private static final int LONGEST_VARINT = 10;

    private HealthCheck() {}

    /// The bytes of a request. The empty service is left out, as the format asks.
    static byte[] request(String service) {
        var name = service.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        if (name.length > 0) {
            bytes.write(1 << 3 | LENGTH_DELIMITED);
            for (var rest = name.length; ; rest >>>= 7) {
                if (rest < 0x80) {
                    bytes.write(rest);
                    break;
                }
                bytes.write((rest & 0x7f) | 0x80);
            }
            bytes.writeBytes(name);
        }
        return bytes.toByteArray();
    }

    /// Reads an answer; fields that are not known are passed over.
    /// @throws IOException when it is none
    static Serving answer(InputStream in) throws IOException {
        var status = 0L;
        for (var tag = varint(in, true); tag >= 0; tag = varint(in, true)) {
            var kind = (int) tag & 7;
            if (kind == VARINT) {
                var number = varint(in, false);
                status = tag >> 3 == 1 ? number : status;
            } else {
                skip(in, kind);
            }
        }
        return Serving.of(status);
    }

    private static void skip(InputStream in, int kind) throws IOException {
        switch (kind) {
            case LENGTH_DELIMITED -> in.skipNBytes(varint(in, false));
            case 1 -> in.skipNBytes(Long.BYTES);
            case 5 -> in.skipNBytes(Integer.BYTES);
            default -> throw new IOException("no field of protocol buffers begins so");
        }
    }

    /// -1 at the end, where one may be.
    private static long varint(InputStream in, boolean mayEnd) throws IOException {
        var value = 0L;
        for (var i = 0; i < LONGEST_VARINT; i++) {
            var next = in.read();
            if (next < 0 && i == 0 && mayEnd) {
                return -1;
            }
            if (next < 0) {
                throw new IOException("the message breaks off");
            }
            value |= (next & 0x7fL) << (7 * i);
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("a number is too long");
    }

    private static final class Request implements MethodDescriptor.Marshaller<String> {

        @Override
        public InputStream stream(String service) {
            return new ByteArrayInputStream(request(service));
        }

        @Override
        public String parse(InputStream in) {
            throw new UnsupportedOperationException("a probe is never a server");
        }
    }

    private static final class Response implements MethodDescriptor.Marshaller<Serving> {

        @Override
        public InputStream stream(Serving status) {
            throw new UnsupportedOperationException("a probe is never a server");
        }

        @Override
        public Serving parse(InputStream in) {
            try {
                return answer(in);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
