package io.ingestio.export.edit;

import io.ingestio.contracts.DataSummary;
import io.ingestio.export.tree.Correction;
import io.ingestio.export.tree.Mark;
import io.ingestio.export.version.Version;
import java.util.List;
import java.util.Map;

/**
 * An edit that can be stored.
 *
 * @param basedOn     the version that was edited or restored
 * @param data        JSON
 * @param verified    who changed which values, by JSON Pointer
 * @param corrections what it corrected; empty where a version is restored
 */
record Edit(
        Version basedOn, String data, Map<String, Mark> verified, DataSummary summary, List<Correction> corrections) {}
