import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useEffect, useState } from 'react';
import { api } from '@shared/api';
import type { Estimate, SelfSurvey } from '@shared/types';
import { useMay } from '../../data/me';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { Async, Panel } from '../../ui/page';
import { SoftChip, StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

/** What the customer was sent, and what came back; a person looks through it before it is used. */
export function SurveyPanel({ estimate, readOnly }: { estimate: Estimate; readOnly: boolean }) {
  const translate = useTranslate();
  const mayUpdate = useMay('estimate:UPDATE') && !readOnly;
  const [sending, setSending] = useState(false);
  const query = useQuery({ queryKey: ['estimates', 'surveys', estimate.id], queryFn: () => api.get<{ surveys: SelfSurvey[] }>(`/estimates/${estimate.id}/self-survey`) });
  const newest = query.data?.surveys[0];
  const offer = mayUpdate && newest?.state !== 'SUBMITTED';
  return (
    <Panel title={translate('cnc.survey.title')} actions={offer ? <Button size="small" onClick={() => setSending(true)}>{translate(newest ? 'cnc.survey.send_again' : 'cnc.survey.send')}</Button> : null}>
      <Async query={query} lines={1}>
        {() => (newest ? <OneSurvey estimate={estimate} survey={newest} mayReview={mayUpdate} /> : <Typography color="textSecondary">{translate('cnc.survey.none')}</Typography>)}
      </Async>
      {sending ? <SendDialog estimate={estimate} onClose={() => setSending(false)} /> : null}
    </Panel>
  );
}

function OneSurvey({ estimate, survey, mayReview }: { estimate: Estimate; survey: SelfSurvey; mayReview: boolean }) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const format = useFormat();
  const review = useAct((_input: null, key) => api.post(`/estimates/${estimate.id}/self-survey/review`, { survey_id: survey.id }, { key }), { stale: ['estimates'], done: 'cnc.survey.reviewed' });
  const came = survey.state === 'SUBMITTED' || survey.state === 'REVIEWED';
  return (
    <Stack sx={{ gap: 1 }}>
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <StatusChip small kind="survey_state" value={survey.state} />
        {survey.reminders > 0 && !came ? <SoftChip small tone="neutral">{translate('cnc.survey.reminders', { smart_count: survey.reminders })}</SoftChip> : null}
      </Stack>
      <Typography color="textSecondary">{translate('cnc.survey.sent_to', { to: survey.sent_to ?? '…', at: format.moment(survey.sent_at) })}{survey.state === 'SENT' || survey.state === 'OPENED' ? ` · ${translate('cnc.survey.until', { day: format.dayOf(survey.expires_at) })}` : ''}</Typography>
      {came ? (
        <>
          <Typography>{translate('cnc.survey.submitted', { at: format.moment(survey.submitted_at) })}</Typography>
          {survey.rooms.map((room, at) => {
            const pictures = survey.pictures.filter((each) => each.room_number === at + 1 && each.state === 'STORED');
            if (room.items.length === 0 && pictures.length === 0) return null;
            const name = room.name ?? enumLabel('room_kind', room.kind);
            return (
              <Box key={at}>
                <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
                <Typography>{room.items.map((item) => `${item.count} × ${item.name}`).join(', ')}</Typography>
                <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', mt: 0.5 }}>
                  {pictures.map((each) => <Thumb key={each.id} path={`/estimates/${estimate.id}/self-survey/pictures/${each.id}`} alt={translate('cnc.survey.picture', { room: name })} />)}
                </Stack>
              </Box>
            );
          })}
          {survey.note ? <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{survey.note}</Typography> : null}
          <Typography color="textSecondary">{translate(survey.is_pictured ? 'cnc.survey.pictured' : 'cnc.survey.not_pictured')}</Typography>
          {survey.state === 'SUBMITTED' && mayReview ? (
            <Box>
              <Typography color="textSecondary" sx={{ mb: 1 }}>{translate('cnc.survey.review_hint')}</Typography>
              <Button variant="contained" loading={review.isPending} onClick={() => review.mutate(null)}>{translate('cnc.survey.review')}</Button>
            </Box>
          ) : null}
        </>
      ) : null}
    </Stack>
  );
}

function Thumb({ path, alt }: { path: string; alt: string }) {
  const file = useQuery({ queryKey: ['survey-picture', path], queryFn: () => api.file(path), staleTime: Infinity }).data;
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return undefined;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address ? <img src={address} alt={alt} style={{ width: 112, height: 84, objectFit: 'cover', borderRadius: 8 }} /> : <Box sx={{ width: 112, height: 84, borderRadius: 2, bgcolor: 'action.hover' }} />;
}

function SendDialog({ estimate, onClose }: { estimate: Estimate; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ by: string; to: string | null }>({ by: 'EMAIL', to: null });
  const act = useAct((input: typeof draft.values, key) => api.post(`/estimates/${estimate.id}/self-survey`, { by: input.by, to: input.to ?? undefined }, { key }), {
    stale: ['estimates'],
    done: 'cnc.survey.sent',
    onDone: onClose,
    onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.survey.send')} draft={draft} submit={translate('cnc.survey.send')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <Pick name="by" label={translate('cnc.survey.by')} kind="message_channel" values={['EMAIL', 'SMS']} />
      <TextLine name="to" label={translate('cnc.survey.to')} helperText={translate('cnc.survey.to_hint')} autoFocus />
    </AskDialog>
  );
}
