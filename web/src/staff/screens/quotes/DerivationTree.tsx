import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Chevron from '@mui/icons-material/ChevronRight';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import type { DerivationNode } from '@shared/types';
import { useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

/** How a figure came about, opened level by level. */
export function DerivationTree({ root, currency }: { root: DerivationNode; currency: string }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      <Node node={root} currency={currency} depth={0} />
    </Box>
  );
}

/** Labels that are a word of their own and also begin other labels. */
const GROUPS = new Set(['deposit', 'discount', 'tax']);

const SIGNS: Record<string, string> = { SUM: '+', DIFFERENCE: '−', PRODUCT: '×', QUOTIENT: '÷', LARGEST: 'max', SMALLEST: 'min' };

function Node({ node, currency, depth }: { node: DerivationNode; currency: string; depth: number }) {
  const [open, setOpen] = useState(depth < 2);
  const format = useFormat();
  const translate = useTranslate();
  const label = useEnumLabel();
  const nodeText = (key: string): string => {
    const tax = /^tax\.([^.]+)\.([^.]+)$/.exec(key);
    if (tax) return `${tax[2]?.toUpperCase()} ${tax[1]}`;
    const readable = key.split('.').at(-1)?.replaceAll('_', ' ') ?? key;
    const fallback: string = translate(`pricing.line.${key}`, { _: readable });
    const words: unknown = translate(`pricing.node.${key.includes('.') || !GROUPS.has(key) ? key : `${key}.itself`}`, { _: fallback });
    return typeof words === 'string' ? words : fallback;
  };
  const children = node.children ?? [];
  const value = node.unit === 'MONEY' && /^-?\d+(\.\d+)?$/.test(node.value) ? format.money({ amount: node.value, currency }) : `${format.decimal(node.value)} ${label('unit', node.unit)}`.trim();
  const notes = [
    node.operation ? SIGNS[node.operation.kind] : undefined,
    node.rounding && node.rounding.kind !== 'EXACT' ? label('rounding', node.rounding.kind) : undefined,
    node.rule ? node.rule.rule_key : undefined,
  ].filter(Boolean);
  return (
    <Box component="li">
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1, py: 0.4, borderBottom: 1, borderColor: 'divider' }}>
        {children.length > 0 ? (
          <ButtonBase onClick={() => setOpen(!open)} aria-expanded={open} aria-label={translate(open ? 'cnc.quote.fold' : 'cnc.quote.unfold', { name: node.label })} sx={{ borderRadius: 1, alignSelf: 'center', minWidth: 24, minHeight: 24 }}>
            <Chevron fontSize="small" sx={{ transform: open ? 'rotate(90deg)' : 'none' }} />
          </ButtonBase>
        ) : <Box sx={{ width: 24 }} />}
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box component="span" sx={{ fontWeight: depth === 0 ? 650 : 450 }}>{nodeText(node.label)}</Box>
          {notes.length > 0 ? <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.78rem', ml: 1 }}>{notes.join(' · ')}</Box> : null}
        </Box>
        <Box sx={{ whiteSpace: 'nowrap', fontWeight: depth === 0 ? 650 : 450 }}>{value}</Box>
      </Box>
      {open && children.length > 0 ? (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, pl: 2, borderLeft: 1, borderColor: 'divider', ml: 1.4 }}>
          {children.map((child, index) => <Node key={child.id ?? `${child.label}${index}`} node={child} currency={currency} depth={depth + 1} />)}
        </Box>
      ) : null}
    </Box>
  );
}
