const NO_FILTERS = new Set(['q', 'limit', 'cursor', 'sort', 'fields', 'include']);

/** What of a list's query is a segment: the words looked for, and its filters. */
export function filtersOf(query: Record<string, unknown>): { q: string | null; filters: Record<string, string> } {
  const filters: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (NO_FILTERS.has(name) || text === null || text === undefined || text === '') continue;
    filters[name] = String(text);
  }
  return { q: typeof query.q === 'string' && query.q.trim() ? query.q.trim() : null, filters };
}
