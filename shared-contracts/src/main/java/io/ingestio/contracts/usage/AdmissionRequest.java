package io.ingestio.contracts.usage;

/** {@code POST /internal/admissions}: may this user submit a batch of this many files now? */
public record AdmissionRequest(String userId, int documents) {}
