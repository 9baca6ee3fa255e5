import { useId, useState } from 'react';
import { Box, FormControl, FormControlLabel, FormHelperText, FormLabel, Radio, RadioGroup, TextField, Typography } from '@mui/material';
import { formatMoney } from '@shared/format';
import type { CoverChoice, PortalCover, PortalCoverOffer } from '@shared/types';
import { useReading } from '../language';

interface Props {
  covers: PortalCover[];
  chosen: CoverChoice[];
  /** Says that a choice is still missing. */
  missing: boolean;
  onChoose: (covers: CoverChoice[]) => void;
}

/** Cards of protection, one group for each part with goods; nothing is chosen for the customer. */
export default function Covers({ covers, chosen, missing, onChoose }: Props) {
  const put = (choice: CoverChoice) => onChoose([...chosen.filter((each) => each.part !== choice.part), choice]);
  return covers.map((cover) => (
    <OneCover key={cover.part} cover={cover} choice={chosen.find((each) => each.part === cover.part)} missing={missing} onChoose={put} />
  ));
}

const idOf = (offer: { option: string; deductible?: string | null }): string => `${offer.option} ${offer.deductible ?? ''}`.trim();
const isPromise = (option: string): boolean => option === 'FULL_REPLACEMENT' || option === 'DECLARED_LUMP';

function OneCover({ cover, choice, missing, onChoose }: { cover: PortalCover; choice: CoverChoice | undefined; missing: boolean; onChoose: (choice: CoverChoice) => void }) {
  const { t } = useReading();
  const label = useId();
  // Insuring elsewhere is a choice once the insurer is named.
  const [elsewhere, setElsewhere] = useState(choice?.option === 'INSURED_ELSEWHERE');
  const [insurer, setInsurer] = useState(choice?.insurer ?? '');
  const [value, setValue] = useState(choice?.declared_value ?? '');
  const current = elsewhere ? 'INSURED_ELSEWHERE' : choice ? idOf(choice) : '';
  const pick = (id: string) => {
    const offer = cover.offers.find((each) => idOf(each) === id);
    if (!offer) return;
    setElsewhere(offer.option === 'INSURED_ELSEWHERE');
    if (offer.option === 'INSURED_ELSEWHERE') {
      if (insurer.trim()) onChoose({ part: cover.part, option: offer.option, insurer: insurer.trim() });
      return;
    }
    onChoose(choiceOf(offer));
  };
  const choiceOf = (offer: PortalCoverOffer): CoverChoice => ({
    part: cover.part, option: offer.option,
    ...(offer.deductible ? { deductible: offer.deductible } : {}),
    ...(isPromise(offer.option) && Number(value) > 0 ? { declared_value: value } : {}),
  });
  const unanswered = missing && (!choice || (elsewhere && choice.option !== 'INSURED_ELSEWHERE'));
  return (
    <FormControl component="fieldset" fullWidth error={unanswered} sx={{ mt: 1 }}>
      <FormLabel component="legend" id={label}>{t('cover.legend')}</FormLabel>
      <RadioGroup aria-labelledby={label} value={current} onChange={(event) => pick(event.target.value)}>
        {cover.offers.map((offer) => {
          const id = idOf(offer);
          return (
            <Box key={id} sx={{ border: 1, borderColor: current === id ? 'primary.main' : 'divider', borderRadius: 1.5, mt: 1, px: 1.5, py: 0.75 }}>
              <FormControlLabel value={id} control={<Radio />} label={<Words offer={offer} />} sx={{ display: 'flex', mr: 0, alignItems: 'flex-start', '& .MuiFormControlLabel-label': { flex: 1, pt: 1 } }} />
              {offer.option === 'INSURED_ELSEWHERE' && elsewhere && (
                <TextField fullWidth required label={t('cover.insurer')} value={insurer} error={unanswered && !insurer.trim()} sx={{ mt: 1, mb: 1 }}
                  onChange={(event) => setInsurer(event.target.value)} onBlur={() => insurer.trim() && onChoose({ part: cover.part, option: offer.option, insurer: insurer.trim() })}
                  slotProps={{ htmlInput: { maxLength: 100 } }} />
              )}
              {isPromise(offer.option) && current === id && (
                <TextField fullWidth label={t('cover.value')} helperText={t('cover.value_hint')} value={value} sx={{ mt: 1, mb: 1 }}
                  onChange={(event) => /^\d*$/.test(event.target.value) && setValue(event.target.value)} onBlur={() => (choice?.declared_value ?? '') !== value && onChoose(choiceOf(offer))}
                  slotProps={{ htmlInput: { maxLength: 9, inputMode: 'numeric' } }} />
              )}
            </Box>
          );
        })}
      </RadioGroup>
      <FormHelperText role="alert">{unanswered ? t('cover.missing') : ''}</FormHelperText>
    </FormControl>
  );
}

function Words({ offer }: { offer: PortalCoverOffer }) {
  const { t, language } = useReading();
  const free = Number(offer.price.amount) === 0;
  return (
    <Box component="span" sx={{ display: 'flex', gap: 2 }}>
      <Typography component="span" sx={{ flex: 1, overflowWrap: 'anywhere' }}>{offer.text}</Typography>
      <Typography component="span" sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>{free ? t('cover.free') : `+ ${formatMoney(offer.price, language)}`}</Typography>
    </Box>
  );
}
