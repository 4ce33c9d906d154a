@NullMarked
package dev.tocsin.incidents.delivery.smtp;

import org.jspecify.annotations.NullMarked;
