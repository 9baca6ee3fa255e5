import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { ChooseCompany, SignedIn } from '@shared/types';
import { queryClient } from '../data/queryClient';
import { DraftForm, useDraft } from '../ui/draft';
import { TextLine } from '../ui/fields';
import { EntryFrame } from './EntryFrame';

/** Only a path of this app may be returned to. */
const safePath = (path: unknown): string | null => (typeof path === 'string' && /^\/(?!\/)/.test(path) && !path.startsWith('/login') ? path : null);

const LANDINGS: Record<string, string> = { dispatch: '/dispatch', board: '/dispatch', leads: '/leads', audit: '/audit', invoices: '/invoices', 'super-admin': '/super-admin' };

export function landingOf(answer: SignedIn, wanted: unknown): string {
  if (answer.user.userType === 'super_admin') return '/super-admin';
  const asked = safePath(wanted);
  if (asked && asked !== '/') return asked;
  const landing = answer.landing ?? '/';
  if (landing.startsWith('/mobile')) return landing;
  return LANDINGS[landing.replace(/^\//, '')] ?? '/';
}

export function Login() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const state = useLocation().state as { nextPathname?: string; nextSearch?: string } | null;
  const draft = useDraft<{ email: string | null; password: string | null }>({ email: null, password: null });
  const [choice, setChoice] = useState<ChooseCompany | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const enter = (answer: SignedIn) => {
    queryClient.clear();
    const path = landingOf(answer, state?.nextPathname ? `${state.nextPathname}${state.nextSearch ?? ''}` : null);
    // The crew's pages are an app of their own.
    if (path.startsWith('/mobile')) window.location.assign(path);
    else navigate(path, { replace: true });
  };
  const attempt = async (act: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      if (!draft.refuse(error)) setProblem(loginProblem(error, translate));
    } finally {
      setBusy(false);
    }
  };
  const submit = () => {
    const { email, password } = draft.values;
    const missing: Record<string, string> = {};
    if (!email) missing.email = translate('cnc.form.required');
    if (!password) missing.password = translate('cnc.form.required');
    if (!email || !password) return draft.setErrors(missing);
    void attempt(async () => {
      const answer = await api.login(email.trim(), password);
      if ('choose' in answer) setChoice(answer);
      else enter(answer);
    });
  };
  const choose = (companyId: string) => {
    if (choice) void attempt(async () => enter(await api.chooseCompany(choice.challenge, companyId)));
  };

  return (
    <EntryFrame title={translate('cnc.login.title')} heading={translate(choice ? 'cnc.login.choose' : 'cnc.login.title')}>
      {problem ? <Alert severity="error" sx={{ mb: 2 }}>{problem}</Alert> : null}
      {choice ? (
        <>
          <List sx={{ mx: -1 }}>
            {choice.choose.map((company, index) => (
              <ListItemButton key={company.company_id} autoFocus={index === 0} disabled={busy} onClick={() => choose(company.company_id)} sx={{ borderRadius: 1, border: 1, borderColor: 'divider', mb: 1 }}>
                <ListItemText primary={company.name} />
              </ListItemButton>
            ))}
          </List>
          <Button onClick={() => setChoice(null)}>{translate('cnc.action.back')}</Button>
        </>
      ) : (
        <DraftForm draft={draft} onSubmit={submit}>
          <Stack sx={{ gap: 2 }}>
            <TextLine name="email" label={translate('cnc.login.email')} autoComplete="username" autoFocus size="medium" />
            <TextLine name="password" label={translate('cnc.login.password')} type="password" autoComplete="current-password" size="medium" />
            <Button type="submit" variant="contained" size="large" loading={busy} fullWidth sx={{ minHeight: 44 }}>{translate('cnc.login.submit')}</Button>
          </Stack>
        </DraftForm>
      )}
    </EntryFrame>
  );
}

function loginProblem(error: unknown, translate: ReturnType<typeof useTranslate>): string {
  if (!(error instanceof ApiError)) return translate('cnc.error.unexpected');
  if (error.unreachable) return translate('cnc.error.unreachable');
  if (error.status === 429) return translate('cnc.login.too_many', { seconds: error.retryAfter ?? 60 });
  return error.message || translate('cnc.login.wrong');
}
