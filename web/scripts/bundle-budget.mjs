// Fails the build when an app's first load or a lazy chunk outgrows its budget (gzip).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const KB = 1000;
const FIRST_LOAD_KB = { staff: 400, crew: 180, portal: 180 };
const LAZY_CHUNK_KB = 150;
const dist = join(import.meta.dirname, '..', 'dist');
const wanted = process.argv.slice(2);

const gzipKb = (app, file) => gzipSync(readFileSync(join(dist, app, file)), { level: 9 }).length / KB;

function firstLoad(manifest) {
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const key of Object.keys(manifest)) if (manifest[key].isEntry) visit(key);
  return files;
}

let failed = false;
for (const [app, limit] of Object.entries(FIRST_LOAD_KB)) {
  if (wanted.length > 0 && !wanted.includes(app)) continue;
  const path = join(dist, app, 'build-manifest.json');
  if (!existsSync(path)) {
    console.error(`${app}: not built`);
    failed = true;
    continue;
  }
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const first = firstLoad(manifest);
  const total = [...first].reduce((sum, file) => sum + gzipKb(app, file), 0);
  const over = total > limit;
  failed ||= over;
  console.log(`${app}: first load ${total.toFixed(0)} kB of ${limit} kB${over ? '  TOO LARGE' : ''}`);
  const lazy = new Set(Object.values(manifest).map((chunk) => chunk.file).filter((file) => !first.has(file)));
  for (const file of lazy) {
    const size = gzipKb(app, file);
    if (size <= LAZY_CHUNK_KB) continue;
    failed = true;
    console.error(`${app}: ${file} ${size.toFixed(0)} kB of ${LAZY_CHUNK_KB} kB  TOO LARGE`);
  }
}
process.exit(failed ? 1 : 0);
