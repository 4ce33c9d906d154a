@NullMarked
package dev.tocsin.incidents.delivery.webhook;

import org.jspecify.annotations.NullMarked;
