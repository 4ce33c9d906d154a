@NullMarked
package dev.tocsin.monitor.web;

import org.jspecify.annotations.NullMarked;
