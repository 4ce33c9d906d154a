/// Reads mails, whatever they are: nothing here throws, and everything has a bound. Pure.
@NullMarked
package dev.tocsin.incidents.disclosure.mail;

import org.jspecify.annotations.NullMarked;
