@NullMarked
package dev.tocsin.incidents.mailroom;

import org.jspecify.annotations.NullMarked;
