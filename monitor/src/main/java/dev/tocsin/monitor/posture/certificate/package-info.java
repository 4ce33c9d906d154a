@NullMarked
package dev.tocsin.monitor.posture.certificate;

import org.jspecify.annotations.NullMarked;
