package io.ingestio.http.service;

import org.springframework.http.HttpMethod;

/**
 * A call without a token, whose caller is authenticated otherwise (a signed webhook). A service declares it as a bean.
 *
 * @param path exactly, without patterns
 */
public record OpenPath(HttpMethod method, String path) {

    public OpenPath {
        if (!path.startsWith("/api/") || path.contains("*") || path.contains("{")) {
            throw new IllegalArgumentException("an open path is one path of the API, not a pattern: " + path);
        }
    }
}
