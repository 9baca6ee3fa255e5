export interface ExportVerdict {
  lines: number;
  blocks: number;
  /** Numbers of the lines that do not follow from the one before. */
  broken: number[];
}

const textAt = (record: Record<string, unknown>, ...names: string[]): string | undefined => {
  for (const name of names) if (typeof record[name] === 'string') return record[name];
  return undefined;
};

/**
 * Quick look in the browser at an exported file: every line is readable and each block names the hash of the
 * block before it. The signatures are checked by the verifier program that comes with the export.
 */
export function verifyExport(text: string): ExportVerdict {
  const verdict: ExportVerdict = { lines: 0, blocks: 0, broken: [] };
  let lastHash: string | undefined;
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    verdict.lines += 1;
    let record: Record<string, unknown>;
    try {
      record = JSON.parse(line) as Record<string, unknown>;
    } catch {
      verdict.broken.push(index + 1);
      return;
    }
    const previous = textAt(record, 'previous', 'previous_hash');
    const hash = textAt(record, 'hash', 'block_hash');
    if (previous === undefined || hash === undefined) return;
    verdict.blocks += 1;
    if (lastHash !== undefined && previous !== lastHash) verdict.broken.push(index + 1);
    lastHash = hash;
  });
  return verdict;
}
