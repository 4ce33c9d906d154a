@NullMarked
package dev.tocsin.incidents.delivery.twilio;

import org.jspecify.annotations.NullMarked;
