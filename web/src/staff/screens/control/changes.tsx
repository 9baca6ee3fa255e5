import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { RowChange } from '@shared/types';
import { StatusChip } from '../../ui/StatusChip';

const text = (value: unknown): string => {
  if (value === null || value === undefined) return '—';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Names of the columns that differ; all of them where a row came or went. */
export function differingFields(before: Record<string, unknown> | null | undefined, after: Record<string, unknown> | null | undefined): string[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  if (!before || !after) return names;
  return names.filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
}

/** Before and after of each changed row, side by side. */
export function Changes({ changes }: { changes: RowChange[] }) {
  const translate = useTranslate();
  if (changes.length === 0) return <Typography color="textSecondary">{translate('cnc.audit.no_changes')}</Typography>;
  return (
    <>
      {changes.map((change) => (
        <Box key={`${change.table}${change.row_id}${change.version ?? ''}`} sx={{ mb: 2 }}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.75, flexWrap: 'wrap' }}>
            <strong>{change.table.replaceAll('_', ' ')}</strong>
            <StatusChip kind="act" value={change.act} tone="neutral" small />
            {change.version ? <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>v{change.version}</Typography> : null}
          </Box>
          <DiffTable before={change.before} after={change.after} />
        </Box>
      ))}
    </>
  );
}

export function DiffTable({ before, after }: { before?: Record<string, unknown> | null; after?: Record<string, unknown> | null }) {
  const translate = useTranslate();
  const names = differingFields(before, after);
  const old = { bgcolor: 'color-mix(in srgb, var(--diff-old) 12%, transparent)' };
  const fresh = { bgcolor: 'color-mix(in srgb, var(--diff-new) 14%, transparent)' };
  return (
    <Box
      component="table"
      sx={{ '--diff-old': '#d92d20', '--diff-new': '#079455', width: 1, tableLayout: 'fixed', borderCollapse: 'collapse', fontSize: '0.83rem', '& th, & td': { border: 1, borderColor: 'divider', px: 1, py: 0.5, textAlign: 'left', verticalAlign: 'top', overflowWrap: 'anywhere' } }}
    >
      <thead><tr><Box component="th" sx={{ width: '26%' }}>{translate('cnc.audit.field')}</Box><th>{translate('cnc.audit.before')}</th><th>{translate('cnc.audit.after')}</th></tr></thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row" style={{ fontWeight: 500 }}>{name.replaceAll('_', ' ')}</th>
            <Box component="td" sx={before ? old : undefined}>{text(before?.[name])}</Box>
            <Box component="td" sx={after ? fresh : undefined}>{text(after?.[name])}</Box>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}
