import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import UploadFile from '@mui/icons-material/UploadFileOutlined';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useRef, useState, type DragEvent } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { ImportLine, ImportRun, Success } from '@shared/types';
import { useMay } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

/** Where a file goes up, and the imports so far. */
export default function ImportsPage() {
  const translate = useTranslate();
  const may = useMay('import:CREATE');
  return (
    <>
      <PageHead title={translate('cnc.import.title')} subtitle={translate('cnc.import.hint')} />
      {may ? <Drop /> : null}
      <Imports />
    </>
  );
}

function Drop() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const upload = useAct(
    async ({ file }: { file: File; mark: string }, key) => {
      const query = { object: 'customer', file_name: file.name };
      const response = await api.raw('POST', '/imports', file, { query, key }, 'application/json', 'application/octet-stream');
      return ((await response.json()) as Success<ImportRun>).data;
    },
    { stale: ['imports'], onDone: (run) => navigate(`/imports/${run.id}`) },
  );
  const take = (file: File | undefined) => {
    if (file && !upload.isPending) upload.mutate({ file, mark: `${file.name} ${file.size} ${file.lastModified}` });
  };
  const choose = () => input.current?.click();
  usePageKeys({ c: choose });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <Box
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={{ border: 2, borderStyle: 'dashed', borderColor: over ? 'primary.main' : 'divider', bgcolor: over ? 'action.hover' : undefined, borderRadius: 2, p: 3, mb: 2, textAlign: 'center' }}
    >
      <input ref={input} type="file" hidden accept=".csv,.tsv,.txt,.xlsx" aria-label={translate('cnc.import.choose')} onChange={(event) => { take(event.target.files?.[0]); event.target.value = ''; }} />
      <Typography sx={{ mb: 1 }} role="status">{translate(upload.isPending ? 'cnc.import.sending' : 'cnc.import.drop')}</Typography>
      <Button variant="contained" startIcon={<UploadFile />} loading={upload.isPending} onClick={choose}>{translate('cnc.import.choose')}</Button>
      <Typography color="textSecondary" sx={{ mt: 1, fontSize: '0.82rem' }}>{translate('cnc.import.limits')}</Typography>
    </Box>
  );
}

function Imports() {
  const translate = useTranslate();
  const format = useFormat();
  const query = useQuery({ queryKey: ['imports', 'list'], queryFn: () => api.list<ImportLine>('/imports', { query: { limit: 50 } }) });
  const label = (name: string) => translate(`cnc.import.${name}`);
  return (
    <Async query={query}>
      {({ data }) => (
        <Panel flush>
          {data.length === 0 ? <Empty title={label('none')} hint={label('none_hint')} /> : (
            <Table size="small">
              <TableHead><TableRow>
                <TableCell>{label('file')}</TableCell><TableCell>{label('state')}</TableCell><TableCell align="right">{label('rows')}</TableCell><TableCell>{label('result')}</TableCell><TableCell>{label('at')}</TableCell><TableCell>{label('by')}</TableCell>
              </TableRow></TableHead>
              <TableBody>
                {data.map((line) => (
                  <TableRow key={line.id} hover>
                    <TableCell><Link component={RouterLink} to={`/imports/${line.id}`}>{line.file_name}</Link></TableCell>
                    <TableCell><StatusChip kind="import_state" value={line.state} small /></TableCell>
                    <TableCell align="right">{format.decimal(line.row_total, 0)}</TableCell>
                    <TableCell><Result line={line} /></TableCell>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}>{format.moment(line.created_at)}</TableCell>
                    <TableCell>{line.created_name}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
        </Panel>
      )}
    </Async>
  );
}

function Result({ line }: { line: ImportLine }) {
  const translate = useTranslate();
  if (!line.policy) return null;
  const { created, changed, unchanged, skipped } = line.counts;
  return <>{translate('cnc.import.will', { create: created, change: changed, skip: unchanged + skipped })}</>;
}
