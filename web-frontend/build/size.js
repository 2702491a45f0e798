// Fails when the first load of the front end has more than 250 kB of script, gzipped: the page's own scripts, what they import
// at once, and the larger of the text catalogues.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 250_000;
const web = 'target/classes/web/';
const manifest = JSON.parse(readFileSync(`${web}.vite/manifest.json`, 'utf8'));
const size = (file) => gzipSync(readFileSync(web + file), { level: 9 }).length;

/** A chunk and all that it imports at once. */
function withImports(key, found = new Set()) {
  if (!found.has(key)) {
    found.add(key);
    (manifest[key].imports ?? []).forEach((other) => withImports(other, found));
  }
  return found;
}

const entries = Object.keys(manifest).filter((key) => manifest[key].isEntry);
const first = new Set(entries.flatMap((key) => [...withImports(key)]));
for (const key of ['src/screens/batches/Batches.tsx', ...Object.keys(manifest).filter((key) => /texts\/de\.ts$/.test(key))]) {
  withImports(key, first);
}
const total = [...first].reduce((sum, key) => sum + size(manifest[key].file), 0);
console.log(`First load: ${(total / 1000).toFixed(1)} kB of script, gzipped (limit ${LIMIT / 1000})`);
if (total > LIMIT) {
  [...first].sort((a, b) => size(manifest[b].file) - size(manifest[a].file)).slice(0, 12)
    .forEach((key) => console.log(`  ${(size(manifest[key].file) / 1000).toFixed(1)} kB ${manifest[key].file} (${key})`));
  process.exit(1);
}
