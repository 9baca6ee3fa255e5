import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { Fragment, useState, type ReactNode } from 'react';
import type { DerivationNode, Money, Priced, PricedLine } from '@shared/types';
import { SoftChip, StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useTaxText } from '../../ui/taxes';
import { useFormat } from '../../ui/values';
import { DerivationTree } from './DerivationTree';
import { nodeFor } from './inputs';

/** Words for a line: its key's text, else its category, with the article or machine it is about. */
export function useLineText(): (line: PricedLine) => string {
  const translate = useTranslate();
  const label = useEnumLabel();
  return (line) => {
    const words: string = translate(`pricing.line.${line.description_key}`, { _: label('category', line.category) });
    return line.subject ? `${words} · ${line.subject.replaceAll(/[_.]/g, ' ')}` : words;
  };
}

/** The priced offer: lines, taxes, total, deposit. Every figure opens how it came about. */
export function PriceSheet({ priced, busy, explain, onExplain }: { priced: Priced; busy?: boolean; explain?: boolean; onExplain?: (open: boolean) => void }) {
  const translate = useTranslate();
  const format = useFormat();
  const lineText = useLineText();
  const taxText = useTaxText();
  const enumLabel = useEnumLabel();
  const [shown, setShown] = useState<{ title: string; node: DerivationNode } | null>(null);
  const open = (title: string, key: string) => {
    const node = nodeFor(priced.derivation, key);
    if (node) setShown({ title, node });
  };
  const root = explain && priced.derivation ? { title: translate('cnc.quote.total'), node: priced.derivation.total } : shown;
  const chosen = priced.lines.filter((line) => line.selected);
  const options = priced.lines.filter((line) => line.option);
  const partsShown = [...new Set(chosen.map((line) => line.part))];
  const several = partsShown.length > 1;
  const figure = (title: string, key: string, value: Money | undefined, strong?: boolean) => (
    <Figure onClick={nodeFor(priced.derivation, key) ? () => open(title, key) : undefined} label={`${title}: ${format.money(value)}. ${translate('cnc.quote.explain')}`} strong={strong}>{format.money(value)}</Figure>
  );
  return (
    <Box aria-busy={busy} sx={{ position: 'relative' }}>
      {busy ? <LinearProgress aria-label={translate('cnc.state.loading')} sx={{ position: 'absolute', top: -4, left: 0, right: 0, height: 2 }} /> : null}
      <Box component="table" sx={{ width: 1, borderCollapse: 'collapse', '& td, & th': { py: 0.75, borderBottom: 1, borderColor: 'divider', textAlign: 'left', fontWeight: 400, verticalAlign: 'top' }, '& td:last-child': { textAlign: 'right', whiteSpace: 'nowrap', pl: 1 } }}>
        <caption className="visually-hidden">{translate('cnc.quote.lines')}</caption>
        <tbody>
          {chosen.map((line, n) => (
            <Fragment key={line.key}>
            {several && line.part !== chosen[n - 1]?.part ? <tr><th scope="colgroup" colSpan={2}><Typography component="span" sx={{ fontWeight: 600 }}>{translate('cnc.quote.part.heading', { n: partsShown.indexOf(line.part) + 1 })}</Typography></th></tr> : null}
            <tr>
              <th scope="row">
                {lineText(line)}
                <Typography component="div" color="textSecondary" sx={{ fontSize: '0.78rem' }}>
                  {format.decimal(line.quantity)} {enumLabel('unit', line.unit)} × {format.money({ amount: line.unit_price, currency: priced.currency })}
                </Typography>
              </th>
              <td>{figure(lineText(line), `net:${line.key}`, line.net)}</td>
            </tr>
            </Fragment>
          ))}
        </tbody>
      </Box>
      <Box sx={{ mt: 1, display: 'grid', rowGap: 0.6 }}>
        {Number(priced.discount?.amount ?? 0) !== 0 ? <Row name={translate('cnc.quote.discount')}>{figure(translate('cnc.quote.discount'), 'discount', priced.discount)}</Row> : null}
        <Row name={translate('cnc.quote.subtotal')}>{figure(translate('cnc.quote.subtotal'), 'subtotal', priced.subtotal)}</Row>
        {priced.taxes.map((tax) => (
          <Row key={`${tax.jurisdiction}${tax.tax}`} name={taxText(tax)}>
            {figure(taxText(tax), `tax.${tax.jurisdiction}.${tax.tax}`, tax.amount)}
          </Row>
        ))}
        <Row name={translate('cnc.quote.total')} strong>{figure(translate('cnc.quote.total'), 'total', priced.total, true)}</Row>
        {priced.low_total && priced.high_total ? <Row name={translate('cnc.quote.range')} muted>{format.money(priced.low_total)} – {format.money(priced.high_total)}</Row> : null}
        {Number(priced.deposit?.amount ?? 0) > 0 ? <Row name={translate('cnc.quote.deposit')} muted>{figure(translate('cnc.quote.deposit'), 'deposit', priced.deposit)}</Row> : null}
        {priced.margin ? <Row name={translate('cnc.quote.margin')} muted>{format.decimal(priced.margin)}</Row> : null}
      </Box>
      {options.length > 0 ? (
        <Box sx={{ mt: 2 }}>
          <Typography variant="subtitle2" component="h3">{translate('cnc.quote.options')}</Typography>
          {options.map((line) => (
            <Row key={line.key} name={lineText(line)} muted>{format.money(line.net)}{line.selected ? ' ✓' : ''}</Row>
          ))}
        </Box>
      ) : null}
      <Flags priced={priced} />
      <Dialog open={Boolean(root)} onClose={() => { setShown(null); onExplain?.(false); }} maxWidth="md" fullWidth aria-labelledby="tree-title">
        <DialogTitle id="tree-title">{translate('cnc.quote.how', { name: root?.title ?? '' })}</DialogTitle>
        <DialogContent>{root ? <DerivationTree root={root.node} currency={priced.currency} /> : null}</DialogContent>
      </Dialog>
    </Box>
  );
}

export function Flags({ priced }: { priced: Pick<Priced, 'flags'> }) {
  const translate = useTranslate();
  if (priced.flags.length === 0) return null;
  return (
    <Box component="ul" aria-label={translate('cnc.quote.flags')} sx={{ listStyle: 'none', m: 0, mt: 2, p: 0, display: 'grid', gap: 1 }}>
      {priced.flags.map((flag) => (
        <Box component="li" key={`${flag.code}${flag.subject}${flag.reason}`} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', flexWrap: { xs: 'wrap', sm: 'nowrap' } }}>
          <StatusChip kind="flag_level" value={flag.level} small />
          <Box>
            <Typography>{translate(`pricing.finding.${flag.reason}`, { _: flag.message ?? flag.reason })} {flag.subject ? <SoftChip tone="neutral" small>{flag.subject}</SoftChip> : null}</Typography>
            <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{translate(`pricing.cure_of.${flag.reason}`, { _: translate(`pricing.cure.${flag.code}`, { _: '' }) })}</Typography>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function Row({ name, children, strong, muted }: { name: string; children: ReactNode; strong?: boolean; muted?: boolean }) {
  return (
    <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, alignItems: 'baseline', color: muted ? 'text.secondary' : undefined, ...(strong ? { fontWeight: 700, fontSize: '1.25rem', borderTop: 1, borderColor: 'divider', pt: 1, mt: 0.5 } : {}) }}>
      <span>{name}</span>
      <span style={{ whiteSpace: 'nowrap' }}>{children}</span>
    </Box>
  );
}

function Figure({ onClick, label, strong, children }: { onClick?: () => void; label: string; strong?: boolean; children: ReactNode }) {
  if (!onClick) return <>{children}</>;
  return (
    <ButtonBase
      onClick={onClick}
      aria-label={label}
      sx={{ font: 'inherit', fontWeight: strong ? 700 : 'inherit', px: 0.5, mx: -0.5, minHeight: 24, borderRadius: 1, textDecoration: 'underline dotted', textUnderlineOffset: 3, textDecorationColor: 'color-mix(in srgb, currentColor 45%, transparent)', '&:hover': { bgcolor: 'action.hover' } }}
    >
      {children}
    </ButtonBase>
  );
}
