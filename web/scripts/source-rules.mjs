// House rules a compiler does not know: file length, no unfinished work, no remote addresses, no HTML sinks.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';

const MAX_LINES = 400;
const RULES = [
  { pattern: /\b(TODO|FIXME|XXX)\b/, message: 'unfinished work' },
  { pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=|\beval\(|new Function\(/, message: 'forbidden by the content policy' },
  { pattern: /['"`]https?:\/\/(?!www\.w3\.org|127\.0\.0\.1|localhost)/, message: 'address outside the installation' },
  { pattern: /\bconsole\.log\(/, message: 'left-over log' },
];
const root = join(import.meta.dirname, '..');
const problems = [];

for (const folder of ['src', 'tests', 'e2e']) {
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !['.ts', '.tsx'].includes(extname(entry.name))) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(root, path);
    const lines = readFileSync(path, 'utf8').split('\n');
    if (lines.length > MAX_LINES && !name.endsWith('openapi.d.ts')) problems.push(`${name}: ${lines.length} lines`);
    if (folder !== 'src') continue;
    lines.forEach((line, index) => {
      for (const rule of RULES) if (rule.pattern.test(line)) problems.push(`${name}:${index + 1}: ${rule.message}`);
    });
  }
}
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
