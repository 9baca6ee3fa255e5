import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pricingTexts } from '../../src/staff/i18n/texts/pricing';

const ENGINE = join(import.meta.dirname, '../../../crates/quotes/src/pricing');

/** The engine's own text, without its tests. */
function engineText(): string {
  const files = readdirSync(ENGINE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.rs') && !/\/(tests|fixtures)$/.test(entry.parentPath));
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').split('#[cfg(test)]')[0]).join('\n');
}

const at = (path: string): unknown => path.split('.').reduce<unknown>((level, step) => (level as Record<string, unknown> | undefined)?.[step], pricingTexts);
const hasWords = (path: string): boolean => Array.isArray(at(path));

describe('the words of a price', () => {
  const text = engineText();

  it('name every figure of the tree in both languages (QUO-5)', () => {
    const labels = [...text.matchAll(/(?:Node::\w+|tariff_price|tariff_figure)\(\s*"([a-z_0-9.]+)"/g)].map((found) => found[1] ?? '');
    expect(labels.length).toBeGreaterThan(100);
    const missing = [...new Set(labels)].filter((label) => ![`node.${label}`, `node.${label}.itself`, `line.${label}`].some(hasWords));
    expect(missing).toEqual([]);
  });

  it('say every finding and how it is cured', () => {
    const reasons = [...text.matchAll(/FlagLevel::\w+,[^;]*?"((?:quote|move|machine|crane|hire|rental)\.[a-z_]+)"/g)].map((found) => found[1] ?? '');
    expect(reasons.length).toBeGreaterThan(15);
    expect([...new Set(reasons)].filter((reason) => !hasWords(`finding.${reason}`))).toEqual([]);
    const codes = [...text.matchAll(/FlagCode::(P\d\d)/g)].map((found) => found[1] ?? '');
    expect([...new Set(codes)].filter((code) => !hasWords(`cure.${code}`))).toEqual([]);
  });
});
