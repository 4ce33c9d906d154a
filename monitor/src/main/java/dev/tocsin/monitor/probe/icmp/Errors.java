package dev.tocsin.monitor.probe.icmp;

/// The errors of the system that a ping may meet, in words that do not change with its language.
final class Errors {

    private Errors() {}

    static String words(int error) {
        return switch (error) {
            case EchoSocket.EPERM, EchoSocket.EACCES -> "not permitted, perhaps by a firewall here";
            case 23, 24 -> "out of file descriptors";
            case 90 -> "packet too long";
            case 97 -> "no such kind of address here";
            case 99 -> "no address of our own to send from";
            case 100 -> "network is down";
            case EchoSocket.ENETUNREACH -> "network is unreachable";
            case 111 -> "refused";
            case 112 -> "host is down";
            case EchoSocket.EHOSTUNREACH -> "host is unreachable";
            default -> "error " + error;
        };
    }
}
