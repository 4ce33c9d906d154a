/// The page itself: pages, feeds and JSON, made once a change and served from memory.
@NullMarked
package dev.tocsin.statuspage.web;

import org.jspecify.annotations.NullMarked;
