import type { Analytics, Share } from '@shared/types';

/** One cell; what a spreadsheet would take for a formula is kept as text. */
export function cell(value: string | number | null | undefined): string {
  let text = value === null || value === undefined ? '' : String(value);
  if (typeof value === 'string' && /^[=+\-@\t]/.test(text)) text = `'${text}`;
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const share = (of: Share | null | undefined): (number | undefined)[] => [of?.percent, of?.low_percent, of?.high_percent];

/** What the table shows as a file: a heading, a line for each group, the total last. */
export function analyticsCsv(data: Analytics, name: (key: string | null | undefined) => string, headings: string[], total: string): string {
  const lines = [...data.rows.map((row) => ({ row, name: name(row.key) })), { row: data.total, name: total }].map(({ row, name }) => [
    name, row.leads, row.won, row.lost, row.open, ...share(row.conversion), ...share(row.close_rate),
    row.cost?.amount, row.cost_per_lead?.amount, row.cost_per_win?.amount, row.cost?.currency,
  ]);
  return [headings, ...lines].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}
