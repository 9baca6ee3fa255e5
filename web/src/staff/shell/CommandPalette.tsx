import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogTitle from '@mui/material/DialogTitle';
import InputBase from '@mui/material/InputBase';
import Search from '@mui/icons-material/Search';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { SearchHit } from '@shared/types';
import { useMe } from '../data/me';
import { useErrorText } from '../ui/act';
import { useEnumLabel } from '../ui/StatusChip';
import { navigation, opens } from './SideMenu';

interface Line {
  id: string;
  title: string;
  hint: string;
  to: string;
}

const PAGE_OF: Record<string, string> = {
  lead: 'leads', customer: 'customers', quote: 'quotes', job: 'jobs', invoice: 'invoices', journey: 'dispatch?journey=', equipment: 'equipment', crew_member: 'crew-members', user: 'users',
};

export function pathOfHit(kind: string, id: string): string {
  const page = PAGE_OF[kind.toLowerCase()] ?? `${kind.toLowerCase()}s`;
  return page.endsWith('=') ? `/${page}${id}` : `/${page}/${id}/show`;
}

function useLines(text: string): { lines: Line[]; error: unknown; busy: boolean } {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const me = useMe();
  const wanted = useDeferredValue(text.trim());
  const hits = useQuery({
    queryKey: ['search', wanted],
    queryFn: ({ signal }) => api.get<SearchHit[]>('/search', { query: { q: wanted }, signal }),
    enabled: wanted.length >= 2,
    placeholderData: (previous) => previous,
  });
  const folded = fold(text.trim());
  const pages: Line[] = [
    ...navigation().flatMap(({ entries }) => entries)
      .filter((entry) => opens(me, entry))
      .map((entry) => ({ id: `page${entry.to}`, title: translate(entry.label, { smart_count: 2 }), hint: translate('cnc.palette.page'), to: entry.to })),
    { id: 'new-lead', title: translate('cnc.palette.new_lead'), hint: translate('cnc.palette.command'), to: '/leads/create' },
    { id: 'new-quote', title: translate('cnc.palette.new_quote'), hint: translate('cnc.palette.command'), to: '/quotes/create' },
    { id: 'new-customer', title: translate('cnc.palette.new_customer'), hint: translate('cnc.palette.command'), to: '/customers/create' },
  ].filter((line) => folded === '' || fold(line.title).includes(folded));
  const records = wanted.length < 2 ? [] : (hits.data ?? []).map((hit) => ({
    id: hit.id,
    title: [hit.number, hit.title].filter(Boolean).join(' · '),
    hint: [enumLabel('entity', hit.kind), hit.subtitle].filter(Boolean).join(' · '),
    to: pathOfHit(hit.kind, hit.id),
  }));
  return { lines: [...records, ...pages].slice(0, 14), error: hits.error, busy: hits.isFetching };
}

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export function CommandPalette({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { lines, error, busy } = useLines(text);
  useEffect(() => setAt(0), [text]);
  useEffect(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [at]);
  const open = (line: Line | undefined) => {
    if (!line) return;
    onClose();
    navigate(line.to);
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((now) => Math.min(now + 1, lines.length - 1));
    else if (event.key === 'ArrowUp') setAt((now) => Math.max(now - 1, 0));
    else if (event.key === 'Enter') open(lines[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', pt: { xs: 0, sm: '8vh' } } }}>
      <DialogTitle className="visually-hidden">{translate('cnc.palette.open')}</DialogTitle>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2, borderBottom: 1, borderColor: 'divider' }}>
        <Search fontSize="small" color="action" />
        <InputBase
          autoFocus
          fullWidth
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
          placeholder={translate('cnc.palette.placeholder')}
          sx={{ height: 52, fontSize: '1rem' }}
          inputProps={{ role: 'combobox', 'aria-expanded': lines.length > 0, 'aria-controls': 'palette-list', 'aria-activedescendant': lines[at] ? `palette-${at}` : undefined, 'aria-label': translate('cnc.palette.placeholder') }}
        />
      </Box>
      {lines.length > 0 ? <Box ref={list} id="palette-list" role="listbox" aria-label={translate('cnc.palette.open')} aria-busy={busy} sx={{ p: 1, maxHeight: 420, overflowY: 'auto' }}>
        {lines.map((line, index) => (
          <Box
            key={line.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => open(line)}
            onMouseMove={() => setAt(index)}
            sx={{ px: 1.5, py: 0.9, borderRadius: 1.5, cursor: 'pointer', display: 'flex', justifyContent: 'space-between', gap: 2, bgcolor: index === at ? 'action.selected' : undefined }}
          >
            <Typography noWrap sx={{ fontWeight: 550 }}>{line.title}</Typography>
            <Typography noWrap color="textSecondary" sx={{ fontSize: '0.8rem' }}>{line.hint}</Typography>
          </Box>
        ))}
      </Box> : null}
      <Box role="status">{lines.length === 0 && !busy ? <Typography color="textSecondary" sx={{ p: 2.5 }}>{error ? errorText(error) : translate('cnc.palette.nothing')}</Typography> : null}</Box>
    </Dialog>
  );
}
