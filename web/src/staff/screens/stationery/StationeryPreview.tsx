import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { DocumentTemplate, QuoteRow, StationeryContent, StationeryLook } from '@shared/types';
import { useErrorText } from '../../ui/act';
import { Empty, Panel } from '../../ui/page';
import { useSettled } from '../quotes/usePrice';

const TYPING_PAUSE_MS = 600;
const address = (page: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(page)}`;

/** The pages of a quote as they would be sent, while somebody types. */
export function StationeryPreview({ template, content, language }: { template: DocumentTemplate; content: StationeryContent; language: 'en' | 'fr' }) {
  const translate = useTranslate();
  const text = useErrorText();
  const quotes = useQuery({ queryKey: ['quotes', 'to-look-at', template.kind], queryFn: () => api.list<QuoteRow>('/quotes', { query: { limit: 20, sort: '-created_at', kind: template.kind ?? undefined } }) });
  const [chosen, setChosen] = useState<string | null>(null);
  const quoteId = chosen ?? quotes.data?.data[0]?.id ?? null;
  const settled = useSettled(JSON.stringify({ quote_id: quoteId, language, content }), TYPING_PAUSE_MS);
  const look = useQuery({
    queryKey: ['document-templates', 'look', template.id, settled],
    queryFn: ({ signal }) => api.post<StationeryLook>(`/document-templates/${template.id}/preview`, JSON.parse(settled), { signal }),
    enabled: quoteId !== null && settled.includes(quoteId),
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const problems = look.error instanceof ApiError ? look.error.fields : (look.data?.problems ?? []);
  return (
    <Panel title={translate('cnc.stationery.preview')} sx={{ position: { lg: 'sticky' }, top: 64 }}>
      {quotes.data && quotes.data.data.length === 0 ? <Empty title={translate('cnc.stationery.no_quote')} /> : (
        <TextField select fullWidth size="small" label={translate('enums.entity.quote')} value={quoteId ?? ''} onChange={(event) => setChosen(event.target.value)} sx={{ mb: 1.5 }}>
          {(quotes.data?.data ?? []).map((quote) => <MenuItem key={quote.id} value={quote.id}>{`${quote.number} · ${quote.customer_name}`}</MenuItem>)}
        </TextField>
      )}
      {look.isFetching ? <LinearProgress aria-label={translate('cnc.state.loading')} sx={{ height: 2 }} /> : null}
      {problems.length > 0 ? (
        <Alert severity="warning" sx={{ mb: 1.5 }}>
          {translate('cnc.stationery.not_so')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>{problems.map((problem) => <li key={`${problem.field}${problem.message}`}>{problem.message}</li>)}</Box>
        </Alert>
      ) : look.isError ? <Alert severity="error">{text(look.error)}</Alert> : null}
      <Box role="region" tabIndex={0} aria-label={translate('cnc.stationery.preview')} sx={{ display: 'grid', gap: 1.5, maxHeight: { lg: '75vh' }, overflowY: 'auto' }}>
        {(look.data?.pages ?? []).map((page, at) => <Box component="img" key={at} src={address(page)} alt={translate('cnc.stationery.page', { n: at + 1 })} sx={{ width: 1, bgcolor: '#fff', border: 1, borderColor: 'divider' }} />)}
      </Box>
    </Panel>
  );
}
