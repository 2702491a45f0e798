package io.ingestio.export.edit;

import io.ingestio.contracts.DataSummary;
import io.ingestio.export.correction.CorrectionRow;
import io.ingestio.export.version.Version;
import java.util.List;

/**
 * An edit that can be stored; its long texts are made where data are handled.
 *
 * @param basedOn     the version that was edited or restored
 * @param data        JSON
 * @param verified    JSON: who changed which values, by JSON Pointer
 * @param corrections what it corrected; empty where a version is restored
 */
record Edit(Version basedOn, String data, String verified, DataSummary summary, List<CorrectionRow> corrections) {}
