package dev.tocsin.incidents.disclosure.dns;

import dev.tocsin.incidents.disclosure.auth.MailDns;

/// The resolver that this machine relies on. Each question may take some seconds.
interface Resolver {

    /// What became of a question.
    sealed interface Reply {

        /// It answered, though it may have been that it found nobody to ask.
        record Heard(MailDns.Answer answer) implements Reply {}

        /// Nothing came back. Whether it is silent itself or waits for servers that are, this does not say.
        record Silence(String reason) implements Reply {}
    }

    Reply ask(String name, MailDns.Type type);

    /// Whether it answers at all, whatever it says: a question that it need not ask anybody else.
    boolean lives();
}
