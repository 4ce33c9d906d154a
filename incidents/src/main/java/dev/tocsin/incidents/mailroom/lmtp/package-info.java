@NullMarked
package dev.tocsin.incidents.mailroom.lmtp;

import org.jspecify.annotations.NullMarked;
