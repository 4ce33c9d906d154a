@NullMarked
package dev.tocsin.app.http;

import org.jspecify.annotations.NullMarked;
