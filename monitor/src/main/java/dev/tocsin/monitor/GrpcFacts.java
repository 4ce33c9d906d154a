package dev.tocsin.monitor;

/// The answer to a gRPC health check. `status` is the serving status, empty where the call itself ended with another
/// `code` than OK; `code` is by name, `number` its number.
public record GrpcFacts(String service, String status, String code, int number) implements Facts {

    @Override
    public String kind() {
        return "grpc";
    }

    @Override
    public String words() {
        return (status.isEmpty() ? "" : status + ", ") + "gRPC status " + code;
    }
}
