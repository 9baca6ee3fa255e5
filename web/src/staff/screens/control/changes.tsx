import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { RowChange } from '@shared/types';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat, useLanguage } from '../../ui/values';
import { colon, currencyOf, fieldName, readValue, tableOf, type Reading, type Words } from './reading';

type Image = Record<string, unknown> | null | undefined;

/** Names of the columns that differ; all of them where a row came or went. */
export function differingFields(before: Image, after: Image): string[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  if (!before || !after) return names;
  return names.filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
}

/** Before and after of each changed row, side by side. */
export function Changes({ changes }: { changes: RowChange[] }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  if (changes.length === 0) return <Typography color="textSecondary">{translate('cnc.audit.no_changes')}</Typography>;
  return (
    <>
      {changes.map((change) => (
        <Box key={`${change.table}${change.row_id}${change.version ?? ''}`} sx={{ mb: 2 }}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.75, flexWrap: 'wrap' }}>
            <strong title={change.row_id}>{label('entity', change.table)}</strong>
            <StatusChip kind="act" value={change.act} tone="neutral" small />
            {change.version ? <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>v{change.version}</Typography> : null}
          </Box>
          <DiffTable table={change.table} before={change.before} after={change.after} />
        </Box>
      ))}
    </>
  );
}

/** How the trail reads in the reader's language, place and time. */
export function useWords(): Words {
  const format = useFormat();
  return { language: useLanguage(), translate: useTranslate(), label: useEnumLabel(), moment: format.momentExact, day: (day) => format.day(day), money: format.money, decimal: format.decimal };
}

interface DiffProps {
  /** Table or kind of record that the values are of. */
  table: string;
  before?: Image;
  after?: Image;
  /** Of the record, where another version of it tells. */
  currency?: string | null;
}

export function DiffTable({ table, before, after, currency }: DiffProps) {
  const translate = useTranslate();
  const words = useWords();
  const names = differingFields(before, after).map((column) => ({ column, name: fieldName(table, column, words) })).sort((a, b) => a.name.localeCompare(b.name, words.language));
  const read = (image: Image, column: string) => readValue({ table: tableOf(table), column, currency: currencyOf(image, after, before) ?? currency }, image?.[column], words);
  const old = { bgcolor: 'color-mix(in srgb, var(--diff-old) 12%, transparent)' };
  const fresh = { bgcolor: 'color-mix(in srgb, var(--diff-new) 14%, transparent)' };
  if (names.length === 0) return <Typography color="textSecondary">{translate('cnc.audit.no_changes')}</Typography>;
  return (
    <Box
      component="table"
      sx={{ '--diff-old': '#d92d20', '--diff-new': '#079455', width: 1, tableLayout: 'fixed', borderCollapse: 'collapse', fontSize: '0.83rem', '& th, & td': { border: 1, borderColor: 'divider', px: { xs: 0.75, sm: 1 }, py: 0.5, textAlign: 'left', verticalAlign: 'top', overflowWrap: 'anywhere', hyphens: 'auto' } }}
    >
      <thead><tr><Box component="th" sx={{ width: { xs: '34%', sm: '28%' } }}>{translate('cnc.audit.field')}</Box><th>{translate('cnc.audit.before')}</th><th>{translate('cnc.audit.after')}</th></tr></thead>
      <tbody>
        {names.map(({ column, name }) => {
          const was = read(before, column);
          const is = read(after, column);
          return (
            <tr key={column}>
              <th scope="row" style={{ fontWeight: 500 }} title={column}>{name}</th>
              <Box component="td" title={was.exact} sx={was.look === 'nothing' ? { color: 'text.secondary' } : old}><ReadingText reading={was} /></Box>
              <Box component="td" title={is.exact} sx={is.look === 'nothing' ? { color: 'text.secondary' } : fresh}><ReadingText reading={is} /></Box>
            </tr>
          );
        })}
      </tbody>
    </Box>
  );
}

/** Letters of a machine: there for who needs them, in nobody's way. */
export const MACHINE_TEXT = { fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace', fontSize: '0.9em', color: 'text.secondary', overflowWrap: 'anywhere' } as const;

function ReadingText({ reading }: { reading: Reading }) {
  const language = useLanguage();
  if (reading.look === 'id') return <Box component="code" tabIndex={reading.text.includes('\n') ? 0 : undefined} sx={{ ...MACHINE_TEXT, display: 'block', maxHeight: 180, overflowY: 'auto', whiteSpace: 'pre-wrap' }}>{reading.text}</Box>;
  if (reading.look !== 'parts') return <span style={{ whiteSpace: 'pre-wrap' }}>{reading.text}</span>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, '& ul': { pl: 1.5 } }}>
      {(reading.parts ?? []).map((part) => (
        <li key={part.name} title={part.reading.exact}><Box component="span" sx={{ color: 'text.secondary' }}>{part.name}{colon(language)} </Box><ReadingText reading={part.reading} /></li>
      ))}
    </Box>
  );
}
