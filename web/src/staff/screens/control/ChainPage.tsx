import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { ChainState } from '@shared/types';
import { useMay } from '../../data/me';
import { Async, Fact, Facts, PageHead, Panel } from '../../ui/page';
import { useRefusal } from '../../ui/refusal';
import { saveFile } from '../../ui/saveFile';
import { SoftChip } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { useState } from 'react';
import { verifyExport, type ExportVerdict } from './verifyExport';

export default function ChainPage() {
  const translate = useTranslate();
  const format = useFormat();
  const refuse = useRefusal();
  const mayExport = useMay('audit:EXPORT') || useMay('audit:VIEW');
  const [busy, setBusy] = useState<'verify' | 'export' | null>(null);
  const [verdict, setVerdict] = useState<ExportVerdict | null>(null);
  const query = useQuery({ queryKey: ['audit', 'chain'], queryFn: () => api.get<ChainState>('/audit/chain') });
  const run = async (what: 'verify' | 'export') => {
    setBusy(what);
    try {
      const file = await api.file('/audit/export', 'application/x-ndjson');
      if (what === 'export') saveFile(file, 'audit.jsonl');
      else setVerdict(verifyExport(await file.text()));
    } catch (error) {
      refuse(error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <PageHead
        title={translate('cnc.menu.chain')}
        subtitle={translate('cnc.chain.hint')}
        actions={mayExport ? <>
          <Button loading={busy === 'verify'} onClick={() => void run('verify')}>{translate('cnc.chain.check')}</Button>
          <Button variant="contained" loading={busy === 'export'} onClick={() => void run('export')}>{translate('cnc.chain.export')}</Button>
        </> : undefined}
      />
      <Async query={query}>
        {(chain) => (
          <Box sx={{ display: 'grid', gap: 2 }}>
            <Panel title={translate('cnc.chain.state')} actions={<SoftChip tone={chain.unsealed > 0 ? 'info' : 'success'}>{translate(chain.unsealed > 0 ? 'cnc.chain.sealing' : 'cnc.chain.sealed')}</SoftChip>}>
              <Facts columns={4}>
                <Fact label={translate('cnc.chain.blocks')}>{format.decimal(chain.blocks)}</Fact>
                <Fact label={translate('cnc.chain.unsealed')}>{format.decimal(chain.unsealed)}</Fact>
                <Fact label={translate('cnc.chain.last_block')}>{chain.last_block ? `${chain.last_block.number} · ${format.moment(chain.last_block.last_at)}` : '—'}</Fact>
                <Fact label={translate('cnc.chain.checkpoint')}>{chain.last_checkpoint ? format.moment(chain.last_checkpoint.at) : '—'}</Fact>
              </Facts>
              {chain.last_block?.hash ? <Box sx={{ mt: 2 }}><Facts columns={1}><Fact label={translate('cnc.chain.hash')}><code>{chain.last_block.hash}</code></Fact></Facts></Box> : null}
            </Panel>
            <Panel title={translate('cnc.chain.public_key')}>
              <Box component="code" sx={{ overflowWrap: 'anywhere' }}>{chain.public_key ?? '—'}</Box>
            </Panel>
            <Box aria-live="polite">
              {verdict ? (
                <Panel title={translate('cnc.chain.checked')}>
                  <SoftChip tone={verdict.broken.length === 0 ? 'success' : 'danger'}>{translate(verdict.broken.length === 0 ? 'cnc.chain.unbroken' : 'cnc.chain.broken')}</SoftChip>
                  <Box sx={{ mt: 1 }}>{translate('cnc.chain.counts', { lines: verdict.lines, blocks: verdict.blocks })}</Box>
                  {verdict.broken.map((line) => <div key={line}>{translate('cnc.chain.bad_line', { line })}</div>)}
                </Panel>
              ) : null}
            </Box>
          </Box>
        )}
      </Async>
    </>
  );
}
