import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { Approval, Quote } from '@shared/types';
import { useMay, useMe } from '../../data/me';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { NumberLine, TextLine } from '../../ui/fields';
import { Async, Fact, Facts, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';
import { Flags } from './PriceSheet';

const STALE = ['quotes', 'approvals'];

export const useApproval = (quoteId: string, enabled: boolean) => useQuery({ queryKey: ['quotes', 'approval', quoteId], queryFn: () => api.get<Approval>(`/quotes/${quoteId}/approval`), enabled, retry: false });

/** The newest question about a quote's price: what was asked, what came back, and the ways to answer. */
export function ApprovalPanel({ quote }: { quote: Quote }) {
  const translate = useTranslate();
  const format = useFormat(quote.location_id);
  const mayUpdate = useMay('quote:UPDATE');
  const pending = quote.status === 'PENDING_APPROVAL';
  const query = useApproval(quote.id, pending || quote.status === 'DRAFT');
  const withdraw = useAct((_input: null, key) => api.post(`/quotes/${quote.id}/approval/withdraw`, {}, { key }), { stale: STALE, done: 'cnc.approval.withdrawn' });
  // A quote nobody asked about has no question.
  if (!pending && !query.data) return null;
  return (
    <Panel title={translate('cnc.approval.title')} actions={query.data ? <StatusChip kind="approval_state" value={query.data.state} small /> : null}>
      <Async query={query} lines={3}>
        {(asked) => (
          <Stack sx={{ gap: 1.5 }}>
            <Facts columns={2}>
              <Fact label={translate('cnc.approval.asked_by')}>{asked.asked_by_name ?? '—'}</Fact>
              <Fact label={translate('cnc.approval.asked_at')}>{format.moment(asked.asked_at)}</Fact>
              {asked.answered_at ? <Fact label={translate('cnc.approval.answered_by')}>{asked.answered_by_name ?? '—'}</Fact> : null}
              {asked.answered_at ? <Fact label={translate('cnc.approval.answered_at')}>{format.moment(asked.answered_at)}</Fact> : null}
              {asked.state === 'ASKED' ? <Fact label={translate('cnc.approval.until')}>{format.moment(asked.expires_at)}</Fact> : null}
            </Facts>
            <Typography sx={{ whiteSpace: 'pre-wrap' }}>{asked.reason}</Typography>
            {asked.note ? <Alert severity={asked.state === 'APPROVED' ? 'success' : 'info'}>{asked.note}</Alert> : null}
            {asked.state === 'APPROVED' && !asked.is_this_price ? <Alert severity="warning">{translate('cnc.approval.other_price')}</Alert> : null}
            {asked.state === 'ASKED' && asked.level === 'ADMIN' ? <Typography color="textSecondary">{translate('cnc.approval.with_admins')}</Typography> : null}
            <Counter quote={quote} asked={asked} may={mayUpdate} />
            {asked.state === 'ASKED' ? <Answers quoteId={quote.id} askedBy={asked.asked_by ?? null} /> : null}
            {asked.state === 'ASKED' && mayUpdate ? <Box><Button onClick={() => withdraw.mutate(null)} loading={withdraw.isPending}>{translate('cnc.approval.withdraw')}</Button></Box> : null}
          </Stack>
        )}
      </Async>
    </Panel>
  );
}

/** What was offered with a no; taking it needs nobody's word any more. */
function Counter({ quote, asked, may }: { quote: Quote; asked: Approval; may: boolean }) {
  const translate = useTranslate();
  const format = useFormat(quote.location_id);
  const take = useAct((_input: null, key) => api.post(`/quotes/${quote.id}/approval/take`, {}, { key }), { stale: STALE, done: 'cnc.approval.taken' });
  if (!asked.counter_discount) return null;
  const discount = `${format.decimal(asked.counter_discount.replace('%', ''))} %`;
  const open = may && quote.status === 'DRAFT' && quote.total?.amount !== asked.counter_total?.amount;
  return (
    <Alert severity="info" action={open ? <Button color="inherit" loading={take.isPending} onClick={() => take.mutate(null)}>{translate('cnc.approval.take', { discount })}</Button> : null}>
      {translate('cnc.approval.offered', { discount })} {asked.counter_total ? <MoneyText value={asked.counter_total} strong /> : null}
    </Alert>
  );
}

/** Yes or no; a no says what should change. Never to one's own question. */
export function Answers({ quoteId, askedBy }: { quoteId: string; askedBy: string | null }) {
  const translate = useTranslate();
  const me = useMe();
  const mayApprove = useMay('quote:APPROVE');
  const [answer, setAnswer] = useState<Answer | null>(null);
  if (!mayApprove) return null;
  if (askedBy !== null && askedBy === me?.user.id) return <Typography color="textSecondary">{translate('cnc.approval.own')}</Typography>;
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
      <Button variant="contained" onClick={() => setAnswer('approve')}>{translate('cnc.approval.approve')}</Button>
      <Button onClick={() => setAnswer('offer')}>{translate('cnc.approval.offer')}</Button>
      <Button color="error" onClick={() => setAnswer('reject')}>{translate('cnc.approval.reject')}</Button>
      {answer === null ? null : <AnswerDialog quoteId={quoteId} answer={answer} onClose={() => setAnswer(null)} />}
    </Stack>
  );
}

type Answer = 'approve' | 'reject' | 'offer';

const DONE = { approve: 'cnc.approval.approved', reject: 'cnc.approval.rejected', offer: 'cnc.approval.offer_made' };

function AnswerDialog({ quoteId, answer, onClose }: { quoteId: string; answer: Answer; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ note: string | null; discount: string | null }>({ note: null, discount: null });
  const approve = answer === 'approve';
  const body = (input: typeof draft.values) => ({ approve, note: input.note ?? undefined, discount: answer === 'offer' ? `${input.discount ?? '0'}%` : undefined });
  const act = useAct((input: typeof draft.values, key) => api.post<Approval>(`/quotes/${quoteId}/approval/answer`, body(input), { key }), {
    stale: STALE, done: DONE[answer], onDone: onClose, onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate(`cnc.approval.${answer}_title`)} draft={draft} submit={translate(`cnc.approval.${answer}`)} danger={answer === 'reject'} busy={act.isPending} disabled={answer === 'offer' && !draft.values.discount} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      {answer === 'offer' ? <NumberLine decimal name="discount" label={translate('cnc.approval.offer_discount')} unit="%" required autoFocus /> : null}
      <TextLine name="note" label={translate(answer === 'reject' ? 'cnc.approval.note_needed' : 'cnc.approval.note')} required={answer === 'reject'} multiline minRows={2} autoFocus={answer !== 'offer'} />
    </AskDialog>
  );
}

/** Asks somebody with more authority; the draft waits until then. */
export function AskApprovalDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ reason: string | null }>({ reason: null });
  const act = useAct((input: typeof draft.values, key) => api.post<Approval>(`/quotes/${quote.id}/approval`, { reason: input.reason ?? '' }, { key }), {
    stale: STALE, done: 'cnc.approval.asked', onDone: onClose, onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.approval.ask_title', { number: quote.number })} draft={draft} submit={translate('cnc.approval.ask')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="reason" label={translate('cnc.approval.reason')} required multiline minRows={3} autoFocus />
    </AskDialog>
  );
}

/** What an answer is about, in figures. */
export function ApprovalFigures({ asked }: { asked: Approval }) {
  const translate = useTranslate();
  const format = useFormat();
  const percent = (share: string) => `${format.decimal(share.replace('%', ''))} %`;
  return (
    <>
      <Facts columns={3}>
        <Fact label={translate('cnc.quote.total')}>{asked.total ? <MoneyText value={asked.total} /> : '—'}</Fact>
        <Fact label={translate('cnc.quote.discount')}>{asked.discount ? <MoneyText value={asked.discount} /> : '—'}{asked.discount_share ? ` (${percent(asked.discount_share)})` : ''}</Fact>
        <Fact label={translate('cnc.quote.margin')}>{asked.margin ? percent(asked.margin) : translate('cnc.approval.margin_unknown')}</Fact>
      </Facts>
      <Flags priced={{ flags: asked.findings }} />
    </>
  );
}
