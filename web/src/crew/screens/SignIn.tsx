import { useState, type FormEvent } from 'react';
import { Alert, Box, Button, IconButton, InputAdornment, Link, Stack, TextField, Typography } from '@mui/material';
import Visibility from '@mui/icons-material/Visibility';
import VisibilityOff from '@mui/icons-material/VisibilityOff';
import { ApiError } from '@shared/apiError';
import { usePreferences } from '../context';
import { chooseCompany, signIn, type CompanyChoice } from '../session/session';

interface Props {
  /** Sign-in of somebody whose session ended; what they recorded waits. */
  again?: { email: string; onDone: () => void };
}

export default function SignIn({ again }: Props) {
  const { t, language, setLanguage } = usePreferences();
  const [email, setEmail] = useState(again?.email ?? '');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const [choice, setChoice] = useState<CompanyChoice | null>(null);

  const attempt = async (work: () => Promise<CompanyChoice | null | void>) => {
    setBusy(true);
    setFault('');
    try {
      const next = await work();
      if (next) setChoice(next);
      else again?.onDone();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFault(error.unreachable ? t('sign_in.offline') : error.status === 401 ? t('sign_in.wrong') : error.message);
    } finally {
      setBusy(false);
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(() => signIn(email.trim(), password));
  };

  return (
    <Box component={again ? 'div' : 'main'} sx={{ minHeight: again ? undefined : '100dvh', display: 'flex', flexDirection: 'column', justifyContent: 'center', px: 3, py: 4, maxWidth: 440, mx: 'auto', width: '100%' }}>
      <Stack spacing={2.5}>
        <Typography variant="h1">{choice ? t('sign_in.company') : t('sign_in.title')}</Typography>
        {again && <Alert severity="info">{t('sign_in.over')}</Alert>}
        {fault && <Alert severity="error">{fault}</Alert>}
        {choice ? (
          choice.choose.map((company) => (
            <Button key={company.company_id} variant="outlined" size="large" disabled={busy}
              onClick={() => void attempt(() => chooseCompany(choice.challenge, company.company_id))}>
              {company.name}
            </Button>
          ))
        ) : (
          <Stack component="form" spacing={2.5} onSubmit={submit} noValidate>
            <TextField label={t('sign_in.email')} type="email" autoComplete="username" required fullWidth value={email}
              onChange={(event) => setEmail(event.target.value)} slotProps={{ htmlInput: { inputMode: 'email', autoCapitalize: 'none' } }} />
            <TextField label={t('sign_in.password')} type={shown ? 'text' : 'password'} autoComplete="current-password" required fullWidth value={password}
              onChange={(event) => setPassword(event.target.value)}
              slotProps={{
                input: {
                  endAdornment: (
                    <InputAdornment position="end">
                      <IconButton edge="end" aria-label={t(shown ? 'sign_in.hide' : 'sign_in.show')} onClick={() => setShown(!shown)}>
                        {shown ? <VisibilityOff /> : <Visibility />}
                      </IconButton>
                    </InputAdornment>
                  ),
                },
              }} />
            <Button type="submit" variant="contained" size="large" disabled={busy || !email || !password} sx={{ minHeight: 56 }}>
              {t('sign_in.submit')}
            </Button>
          </Stack>
        )}
        {!again && (
          <Link component="button" type="button" onClick={() => setLanguage(language === 'en' ? 'fr' : 'en')} lang={language === 'en' ? 'fr' : 'en'} sx={{ alignSelf: 'center', minHeight: 44, px: 2 }}>
            {language === 'en' ? 'Français' : 'English'}
          </Link>
        )}
      </Stack>
    </Box>
  );
}
