package io.ingestio.reader;

import java.util.Locale;

/** Why a file cannot be read: a stable code for programs and a sentence that a person can act on. */
public enum RejectionCode {
    EMPTY_FILE("The file is empty. Upload it again."),
    UNSUPPORTED_FILE_TYPE("The file is neither a PDF nor a JPEG, PNG, TIFF or WebP image. Convert it to one of these."),
    ENCRYPTED_PDF("The PDF is protected by a password. Remove the password and upload it again."),
    UNREADABLE_PDF("The PDF is damaged and cannot be opened. Save or export it again from the program that made it."),
    PDF_WITHOUT_PAGES("The PDF has no pages."),
    UNREADABLE_IMAGE("The image is damaged and cannot be opened. Save it again as JPEG or PNG."),
    TOO_MANY_PAGES("The document has too many pages. Split it into smaller files."),
    RESOURCE_LIMIT("The file needs more memory or time to open than is allowed. Save it again in a simpler form."),
    DECODER_MISSING("The page holds an image in a format that cannot be decoded here. Save the PDF with JPEG images.");

    private final String sentence;

    RejectionCode(String sentence) {
        this.sentence = sentence;
    }

    /** The code in the API, in events and in meters, such as {@code encrypted_pdf}. */
    public String wireCode() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong and what can be done, in one or two sentences. */
    public String sentence() {
        return sentence;
    }
}
