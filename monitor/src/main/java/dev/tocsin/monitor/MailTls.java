package dev.tocsin.monitor;

/// How a conversation with a mail server is encrypted.
public enum MailTls {

    /// Not at all.
    NONE,

    /// After the greeting, by the command STARTTLS; a server that does not offer it fails.
    STARTTLS,

    /// From the first byte on, as on ports 465 and 993.
    IMPLICIT
}
