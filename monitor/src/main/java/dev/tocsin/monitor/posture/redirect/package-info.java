@NullMarked
package dev.tocsin.monitor.posture.redirect;

import org.jspecify.annotations.NullMarked;
