package dev.tocsin.incidents.disclosure.imap;

/// Where in which mailbox a mail lies. It stays so as long as UIDVALIDITY does.
public record Place(String mailbox, long uidValidity, long uid) {}
