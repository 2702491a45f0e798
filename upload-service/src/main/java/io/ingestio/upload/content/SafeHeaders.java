package io.ingestio.upload.content;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Headers under which no browser runs, guesses or shares what a user has uploaded. */
public final class SafeHeaders {

    private SafeHeaders() {}

    /** Sets them, with the type and how it is to be shown. */
    public static void set(HttpHeaders headers, String mimeType, ContentDisposition disposition) {
        headers.setContentType(MediaType.parseMediaType(mimeType));
        headers.setContentDisposition(disposition);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
        headers.setCacheControl("private, no-cache");
    }
}
