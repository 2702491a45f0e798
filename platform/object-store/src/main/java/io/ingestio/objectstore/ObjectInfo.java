package io.ingestio.objectstore;

/**
 * What an HTTP download says of an object before it sends it.
 *
 * @param sizeBytes   exact
 * @param contentType as it was given when the object was stored
 */
public record ObjectInfo(String key, long sizeBytes, String contentType) {}
