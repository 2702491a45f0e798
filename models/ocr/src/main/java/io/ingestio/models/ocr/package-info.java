/**
 * Words of pictures with their boxes. {@link io.ingestio.models.ocr.Ocr} is the entry; behind it stands an {@link
 * io.ingestio.models.ocr.OcrEngine}: Tesseract embedded from Maven in a child JVM, or the program of the system.
 */
@NullMarked
package io.ingestio.models.ocr;

import org.jspecify.annotations.NullMarked;
