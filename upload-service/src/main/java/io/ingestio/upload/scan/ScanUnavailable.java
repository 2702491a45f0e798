package io.ingestio.upload.scan;

/** The scanner cannot be reached, gave no answer, or could not do its work: nothing is known of the file. */
public final class ScanUnavailable extends RuntimeException {

    ScanUnavailable(String message) {
        super(message);
    }

    ScanUnavailable(Throwable cause) {
        super(cause);
    }
}
