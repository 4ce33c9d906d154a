@NullMarked
package dev.tocsin.incidents.paging;

import org.jspecify.annotations.NullMarked;
