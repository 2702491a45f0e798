package io.ingestio.upload.transfer;

import java.util.UUID;

/**
 * One request that brings bytes of a file.
 *
 * @param writer its right to store them; one request has it at a time
 */
record Transfer(String userId, UUID draftId, UUID documentId, UUID writer) {}
