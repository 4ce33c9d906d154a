package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.auth.Authenticity.State;

/// Whether the first key of somebody is taken, or waits for a handler as another one would. Pure.
///
/// @param withTheFirstMail whether it came with the mail by which its owner came into the case: whoever wrote that is
/// whom we answer, whatever he calls himself
/// @param state of the mail that brought it
/// @param mailEncrypted whether that mail was
/// @param keyEncrypted whether the key stood in what was encrypted, so that nobody on the way put it there
/// @param wroteEncrypted whether its owner wrote encrypted to this case before, and so keeps things from whoever has
/// his account
record FirstKey(
        boolean withTheFirstMail, State state, boolean mailEncrypted, boolean keyEncrypted, boolean wroteEncrypted) {

    boolean isTaken() {
        return switch (state) {
            case FAILED -> false;
            case AUTHENTICATED -> withTheFirstMail || !wroteEncrypted;
            case PARTLY, UNAUTHENTICATED -> withTheFirstMail && (!mailEncrypted || keyEncrypted);
        };
    }
}
