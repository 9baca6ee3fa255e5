type Fields = Record<string, unknown>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export interface Merged<T> {
  values: T;
  /** Fields that both sides changed, to unlike values. */
  conflicts: string[];
}

/** Puts one's own typing onto a newer version, field by field; where both changed a field, one's own stays and is named. */
export function mergeRecord<T extends object>(base: T, mine: T, theirs: T): Merged<T> {
  const values = { ...theirs } as Fields;
  const conflicts: string[] = [];
  for (const [name, value] of Object.entries(mine)) {
    if (name === 'version' || same(value, (base as Fields)[name])) continue;
    values[name] = value;
    const theirsNow = (theirs as Fields)[name];
    if (!same(theirsNow, (base as Fields)[name]) && !same(theirsNow, value)) conflicts.push(name);
  }
  return { values: values as T, conflicts };
}
