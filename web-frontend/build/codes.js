// Writes the union of all error codes that the API can answer, so that the message files are checked against it.
import { readFileSync, writeFileSync } from 'node:fs';

const source = readFileSync('../shared-contracts/src/main/java/io/ingestio/contracts/ErrorCode.java', 'utf8');
const codes = [...source.matchAll(/^ {4}([A-Z_]+)\(Scope\.([A-Z]+)\)/gm)].map((match) => match[1].toLowerCase());
if (codes.length < 100) {
  throw new Error(`ErrorCode.java has another form: ${codes.length} codes found`);
}
writeFileSync('target/generated/codes.ts', `export type ErrorCode =\n${codes.map((code) => `  | '${code}'`).join('\n')};\n`);
