/// Writes on PDFs, with Apache PDFBox.
@NullMarked
package dev.tocsin.incidents.disclosure.pdf;

import org.jspecify.annotations.NullMarked;
