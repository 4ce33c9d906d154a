@NullMarked
package dev.tocsin.monitor.posture.securitytxt;

import org.jspecify.annotations.NullMarked;
