import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react';
import { Alert, Box, Button, Checkbox, FormControlLabel, FormHelperText, Paper, Stack, TextField, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import type SignaturePad from 'signature_pad';
import type { ApiError } from '@shared/apiError';
import { formatDay, formatMoney } from '@shared/format';
import type { PortalQuote } from '@shared/types';
import { SignaturePadField } from '../../signing/SignaturePadField';
import { isSignature } from '../../signing/strokes';
import { useReading, type TextKey } from '../language';
import { useAcceptance } from '../parts/useAcceptance';
import { choiceOf, type Acceptance, type SigningMethod } from '../quote';

interface Props {
  token: string;
  quote: PortalQuote;
  /** The total is being reckoned anew: nothing may be signed on the old one. */
  repricing: boolean;
  onCancel: () => void;
}

type Fault = 'name' | 'email' | 'signature' | 'typed' | 'consent';
const FAULT_TEXT: Record<Fault, TextKey> = {
  name: 'sign.need_name', email: 'sign.need_email', signature: 'sign.need_signature', typed: 'sign.need_typed', consent: 'sign.need_consent',
};
const METHODS: SigningMethod[] = ['DRAWN', 'TYPED', 'CLICK'];

export default function SignSection({ token, quote, repricing, onCancel }: Props) {
  const { t, language } = useReading();
  const { customer } = quote.quote;
  const [name, setName] = useState(typeof customer === 'string' ? customer : customer.name);
  const [email, setEmail] = useState(typeof customer === 'string' ? '' : (customer.email ?? ''));
  const [method, setMethod] = useState<SigningMethod>('DRAWN');
  const [typed, setTyped] = useState('');
  const [consent, setConsent] = useState(false);
  const [faults, setFaults] = useState<Fault[]>([]);
  const pad = useRef<SignaturePad | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const fields = useRef<Partial<Record<Fault, HTMLElement | null>>>({});
  const ready = useCallback((created: SignaturePad | null) => { pad.current = created; }, []);
  const stroke = useCallback(() => setFaults((known) => known.filter((fault) => fault !== 'signature')), []);
  const acceptance = useAcceptance(token, quote, () => setConsent(false));
  const total = formatMoney(quote.quote.total, language);
  const deposit = quote.quote.deposit ? formatMoney(quote.quote.deposit, language) : '';
  const offersCard = Boolean(quote.quote.deposit_by_card);
  const [wantsCard, setWantsCard] = useState(true);
  const byCard = offersCard && wantsCard;

  useEffect(() => { heading.current?.focus({ preventScroll: true }); }, []);

  const check = (): Fault[] => {
    const found: Fault[] = [];
    if (name.trim().length < 2) found.push('name');
    if (email.trim() && !/^\S+@\S+\.\S+$/.test(email.trim())) found.push('email');
    if (method === 'DRAWN' && !isSignature(pad.current?.toData() ?? [])) found.push('signature');
    if (method === 'TYPED' && !typed.trim()) found.push('typed');
    if (!consent) found.push('consent');
    return found;
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = check();
    setFaults(found);
    if (found[0]) {
      fields.current[found[0]]?.focus();
      return;
    }
    const body: Acceptance = {
      ...choiceOf(quote),
      signer_name: name.trim(),
      ...(email.trim() ? { signer_email: email.trim() } : {}),
      method,
      ...(method === 'DRAWN' && pad.current ? { signature_svg: pad.current.toSVG() } : {}),
      ...(method === 'TYPED' ? { typed_name: typed.trim() } : {}),
      consent: true,
      total_shown: quote.quote.total,
    };
    acceptance.accept(body, byCard);
  };

  const faultText = (fault: ApiError): string => {
    if (fault.code === 'NO_CAPACITY') {
      const { day, free } = fault.data as { day: string; free: string[] };
      const named = (each: string) => formatDay(each, language, 'long');
      return t(free.length > 0 ? 'sign.full' : 'sign.full_near', { day: named(day), days: free.map(named).join(' · ') });
    }
    return fault.retryable ? t('sign.failed') : fault.message;
  };
  const faulty = (fault: Fault) => faults.includes(fault);
  const help = (fault: Fault) => (faulty(fault) ? t(FAULT_TEXT[fault]) : undefined);
  const field = (fault: Fault) => (element: HTMLElement | null) => { fields.current[fault] = element; };

  return (
    <Paper variant="outlined" component="section" aria-labelledby="sign" data-testid="signature" sx={{ p: { xs: 2, sm: 3 }, mt: 3, maxWidth: 720, mx: { md: 'auto' } }}>
      <Typography variant="h2" id="sign" ref={heading} tabIndex={-1} sx={{ outline: 'none' }}>{t('sign.title')}</Typography>
      <Typography sx={{ mb: 2 }}>{t('sign.intro', { number: quote.quote.number, total })}</Typography>
      <Stack component="form" spacing={2.5} noValidate onSubmit={submit}>
        <TextField label={t('sign.name')} required autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} inputRef={field('name')}
          error={faulty('name')} helperText={help('name')} slotProps={{ htmlInput: { maxLength: 100 } }} />
        <TextField label={t('sign.email')} type="email" autoComplete="email" value={email} onChange={(event) => setEmail(event.target.value)} inputRef={field('email')}
          error={faulty('email')} helperText={help('email')} slotProps={{ htmlInput: { maxLength: 254, inputMode: 'email' } }} />
        <Box>
          <Typography id="method" sx={{ mb: 1 }}>{t('sign.method')}</Typography>
          <ToggleButtonGroup exclusive fullWidth value={method} aria-labelledby="method" onChange={(_event, value: SigningMethod | null) => value && setMethod(value)}>
            {METHODS.map((each) => <ToggleButton key={each} value={each}>{t(`sign.${each}`)}</ToggleButton>)}
          </ToggleButtonGroup>
        </Box>
        {method === 'DRAWN' && (
          <Box>
            <SignaturePadField label={t('sign.pad')} onReady={ready} onStroke={stroke} height="180px" />
            <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
              <FormHelperText error role="alert">{help('signature')}</FormHelperText>
              <Button type="button" onClick={() => pad.current?.clear()} ref={field('signature')}>{t('sign.clear')}</Button>
            </Stack>
          </Box>
        )}
        {method === 'TYPED' && (
          <TextField label={t('sign.typed')} required value={typed} onChange={(event) => setTyped(event.target.value)} inputRef={field('typed')} error={faulty('typed')} helperText={help('typed')}
            slotProps={{ htmlInput: { maxLength: 100, style: { fontFamily: '"Snell Roundhand", "Segoe Script", "Brush Script MT", cursive', fontSize: '1.5rem' } } }} />
        )}
        {method === 'CLICK' && <Typography>{t('sign.click_text')}</Typography>}
        <Box>
          <FormControlLabel sx={{ alignItems: 'flex-start', mr: 0 }} label={<Box component="span" sx={{ display: 'block', pt: 1.1 }}>{t('sign.consent')}</Box>}
            control={<Checkbox checked={consent} onChange={(event) => setConsent(event.target.checked)} slotProps={{ input: { ref: field('consent') as never, 'aria-invalid': faulty('consent') } }} />} />
          <FormHelperText error role="alert">{help('consent')}</FormHelperText>
        </Box>
        {offersCard && (
          <Box>
            <Typography id="pay" sx={{ mb: 1 }}>{t('pay.how', { deposit })}</Typography>
            <ToggleButtonGroup exclusive fullWidth value={wantsCard} aria-labelledby="pay" onChange={(_event, value: boolean | null) => value !== null && setWantsCard(value)}>
              <ToggleButton value={true}>{t('pay.card')}</ToggleButton>
              <ToggleButton value={false}>{t('pay.later')}</ToggleButton>
            </ToggleButtonGroup>
            <FormHelperText>{t(byCard ? 'pay.card_text' : 'pay.later_text')}</FormHelperText>
          </Box>
        )}
        <Box role="alert">
          {acceptance.priceChanged && (
            <Alert severity="warning">
              {t('sign.price_changed', { old: formatMoney(acceptance.priceChanged.old, language), new: formatMoney(acceptance.priceChanged.new, language) })}
            </Alert>
          )}
          {acceptance.fault && <Alert severity="error">{faultText(acceptance.fault)}</Alert>}
        </Box>
        <Stack direction={{ xs: 'column-reverse', sm: 'row' }} spacing={1.5} useFlexGap>
          <Button type="button" onClick={onCancel} disabled={acceptance.busy}>{t('act.cancel')}</Button>
          <Button type="submit" variant="contained" size="large" disabled={acceptance.busy || repricing} sx={{ flex: 1, minHeight: 56 }}>
            {acceptance.busy ? t('sign.busy') : byCard ? t('pay.submit', { deposit }) : t('sign.submit', { total })}
          </Button>
        </Stack>
      </Stack>
    </Paper>
  );
}
