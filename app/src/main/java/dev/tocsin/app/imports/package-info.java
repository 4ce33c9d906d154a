/// Reads the settings of other monitoring systems and writes them as ours. What has no counterpart here is named in a
/// comment, so that nothing is lost unseen.
@NullMarked
package dev.tocsin.app.imports;

import org.jspecify.annotations.NullMarked;
