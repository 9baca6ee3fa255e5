import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useTranslate } from 'react-admin';

export type Columns = Record<string, unknown>;

const text = (value: unknown): string => (value === undefined || value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Columns before and after, side by side. */
export function Changes({ before, after }: { before: Columns; after: Columns }) {
  const translate = useTranslate();
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <Table size="small">
      <TableHead><TableRow><TableCell /><TableCell>{translate('cnc.audit.before')}</TableCell><TableCell>{translate('cnc.audit.after')}</TableCell></TableRow></TableHead>
      <TableBody>
        {names.map((name) => (
          <TableRow key={name}>
            <TableCell component="th" scope="row">{name.replaceAll('_', ' ')}</TableCell>
            <TableCell sx={{ wordBreak: 'break-word' }}>{text(before[name])}</TableCell>
            <TableCell sx={{ wordBreak: 'break-word' }}>{text(after[name])}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
