import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import { useErrorText } from '../ui/act';
import { DraftForm, useDraft } from '../ui/draft';
import { TextLine } from '../ui/fields';
import { EntryFrame } from './EntryFrame';

/** From the mailed link to an account: a first password, typed twice. */
export default function Invitation() {
  const { token = '' } = useParams();
  const translate = useTranslate();
  const errorText = useErrorText();
  const draft = useDraft<{ password: string | null; again: string | null }>({ password: null, again: null });
  const [state, setState] = useState<'open' | 'busy' | 'done' | 'gone'>('open');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    const { password, again } = draft.values;
    if (!password) return draft.setErrors({ password: translate('cnc.form.required') });
    if (password !== again) return draft.setErrors({ again: translate('cnc.invitation.not_same') });
    setState('busy');
    setProblem(null);
    try {
      await api.post(`/invitations/${encodeURIComponent(token)}/accept`, { password }, { anonymous: true });
      setState('done');
    } catch (error) {
      const gone = error instanceof ApiError && [401, 403, 404, 410].includes(error.status);
      setState(gone ? 'gone' : 'open');
      if (!gone && !draft.refuse(error)) setProblem(errorText(error));
    }
  };
  if (state === 'done' || state === 'gone') {
    return (
      <EntryFrame title={translate(`cnc.invitation.${state}`)}>
        <Typography sx={{ mb: 2.5 }}>{translate(`cnc.invitation.${state}_hint`)}</Typography>
        <Button component={Link} to="/login" variant="contained" size="large" fullWidth>{translate('cnc.login.title')}</Button>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={translate('cnc.invitation.title')}>
      <Typography color="textSecondary" sx={{ mb: 2 }}>{translate('cnc.invitation.hint')}</Typography>
      {problem ? <Alert severity="error" sx={{ mb: 2 }}>{problem}</Alert> : null}
      <DraftForm draft={draft} onSubmit={() => void submit()}>
        <Stack sx={{ gap: 2 }}>
          <TextLine name="password" label={translate('cnc.invitation.password')} helperText={translate('cnc.invitation.password_hint')} type="password" autoComplete="new-password" autoFocus size="medium" />
          <TextLine name="again" label={translate('cnc.invitation.again')} type="password" autoComplete="new-password" size="medium" />
          <Button type="submit" variant="contained" size="large" loading={state === 'busy'} fullWidth sx={{ minHeight: 44 }}>{translate('cnc.invitation.submit')}</Button>
        </Stack>
      </DraftForm>
    </EntryFrame>
  );
}
