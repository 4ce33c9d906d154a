@NullMarked
package dev.tocsin.incidents.web;

import org.jspecify.annotations.NullMarked;
