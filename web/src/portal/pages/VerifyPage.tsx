import { useId, useState, type DragEvent } from 'react';
import { Alert, AlertTitle, Box, Button, LinearProgress, Typography } from '@mui/material';
import { formatMomentExact } from '@shared/format';
import { useReading } from '../language';
import { Page } from '../parts/Page';
import { sha256Hex, verifyDocument, type Verification } from '../quote';

type Outcome = { state: 'idle' | 'busy' | 'failed' } | { state: 'answered'; verification: Verification; sha256: string; file: string };

/** Compares a file with the signed documents; only its fingerprint is sent. */
export default function VerifyPage() {
  const { t, language } = useReading();
  const [outcome, setOutcome] = useState<Outcome>({ state: 'idle' });
  const inputId = useId();

  const check = async (file: File | undefined) => {
    if (!file) return;
    setOutcome({ state: 'busy' });
    try {
      const sha256 = await sha256Hex(file);
      setOutcome({ state: 'answered', verification: await verifyDocument(sha256), sha256, file: file.name });
    } catch (fault) {
      console.error(fault);
      setOutcome({ state: 'failed' });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void check(event.dataTransfer.files[0]);
  };

  return (
    <Page title={t('doc.verify')}>
      <Typography variant="h1" sx={{ mb: 1.5 }}>{t('verify.title')}</Typography>
      <Typography sx={{ mb: 3 }}>{t('verify.text')}</Typography>
      <Box onDragOver={(event) => event.preventDefault()} onDrop={drop}
        sx={{ border: 2, borderStyle: 'dashed', borderColor: 'divider', borderRadius: 3, p: 4, textAlign: 'center', bgcolor: 'background.paper', position: 'relative' }}>
        <Button variant="contained" onClick={() => document.getElementById(inputId)?.click()}>{t('verify.choose')}</Button>
        <input id={inputId} type="file" accept="application/pdf,.pdf" tabIndex={-1} aria-label={t('verify.choose')}
          style={{ position: 'absolute', width: 1, height: 1, opacity: 0 }}
          onChange={(event) => { void check(event.target.files?.[0]); event.target.value = ''; }} />
        <Typography color="textSecondary" sx={{ mt: 1 }}>{t('verify.drop')}</Typography>
      </Box>
      <Box role="status" sx={{ mt: 3 }}>
        {outcome.state === 'busy' && <LinearProgress aria-label={t('verify.busy')} />}
        {outcome.state === 'failed' && <Alert severity="error">{t('verify.failed')}</Alert>}
        {outcome.state === 'answered' && (
          <Alert severity={outcome.verification.genuine ? 'success' : 'warning'}>
            <AlertTitle>{t(outcome.verification.genuine ? 'verify.genuine' : 'verify.unknown')}</AlertTitle>
            <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{outcome.file}</Typography>
            <Typography>{sentence(outcome.verification)}</Typography>
            <Typography variant="body2" sx={{ mt: 1, overflowWrap: 'anywhere' }}>{t('verify.fingerprint')}: <code>{outcome.sha256}</code></Typography>
          </Alert>
        )}
      </Box>
    </Page>
  );

  function sentence({ genuine, number, signed_at }: Verification): string {
    if (!genuine) return t('verify.unknown_text');
    if (!number || !signed_at) return t('verify.genuine_short');
    return t('verify.genuine_text', { number, at: formatMomentExact(signed_at, language) });
  }
}
