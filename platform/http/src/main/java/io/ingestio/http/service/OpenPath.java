package io.ingestio.http.service;

import org.springframework.http.HttpMethod;

/**
 * A call that needs no token, because its caller proves itself otherwise. A service opens one by declaring it as a bean; no
 * other service is touched by that.
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
