package io.ingestio.objectstore;

/**
 * Metadata of an object.
 *
 * @param sizeBytes   exact
 * @param contentType as it was given when the object was stored
 */
public record ObjectInfo(String key, long sizeBytes, String contentType) {}
