import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslate } from 'react-admin';

const GROUPS: Record<string, [string, string][]> = {
  everywhere: [['Ctrl K', 'palette'], ['/', 'search'], ['?', 'help'], ['g h', 'home'], ['g l', 'leads'], ['g b', 'lead_board'], ['g e', 'deals'], ['g k', 'deal_board'], ['g c', 'customers'], ['g q', 'quotes'], ['g d', 'dispatch'], ['g j', 'jobs'], ['g i', 'invoices'], ['g m', 'inbox'], ['g a', 'audit']],
  lead: [['e', 'estimate'], ['c', 'call'], ['w', 'write'], ['m', 'sms'], ['a', 'plan'], ['o', 'note'], ['s', 'status'], ['v', 'convert']],
  estimate: [['.kit', 'room'], ['Ctrl ↵', 'hand_over'], ['e', 'facts']],
  customer: [['m', 'merge']],
  duplicates: [['j k', 'next'], ['m', 'merge'], ['x', 'two'], ['s', 'swap'], ['f', 'all_fields']],
  deal: [['a', 'plan'], ['1–5', 'column'], ['x', 'select'], ['z', 'undo'], ['q', 'quote'], ['n', 'new']],
  quote: [['e', 'explain'], ['d', 'discount'], ['Ctrl ↵', 'send'], ['p', 'pdf']],
  dispatch: [['[  ]', 'day'], ['t', 'today'], ['a', 'assign'], ['f', 'flagged'], ['Esc', 'close']],
  inbox: [['j k', 'next'], ['r', 'answer'], ['e', 'close_it'], ['s', 'snooze'], ['Ctrl ↵', 'send']],
  audit: [['j k', 'next'], ['↵', 'open'], ['f', 'filters']],
};

function Keys({ text }: { text: string }) {
  return (
    <>
      {text.split(' ').filter(Boolean).map((key) => (
        <Box key={key} component="kbd" sx={{ fontFamily: 'inherit', fontSize: '0.76rem', border: 1, borderColor: 'divider', borderRadius: 1, px: 0.75, py: 0.1, mr: 0.5, bgcolor: 'background.default' }}>{key}</Box>
      ))}
    </>
  );
}

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="help-title">
      <DialogTitle id="help-title">{translate('cnc.help.title')}</DialogTitle>
      <DialogContent tabIndex={0} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 3 }}>
        {Object.entries(GROUPS).map(([group, rows]) => (
          <Box key={group} sx={group === 'everywhere' ? { gridRow: { sm: 'span 3' } } : undefined}>
            <Box component="h3" sx={{ fontSize: '0.85rem', m: 0, mb: 0.75 }}>{translate(`cnc.help.group.${group}`)}</Box>
            <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '92px 1fr', rowGap: 0.6, fontSize: '0.85rem' }}>
              {rows.map(([key, name]) => (
                <Box key={name} sx={{ display: 'contents' }}>
                  <Box component="dt"><Keys text={key} /></Box>
                  <Box component="dd" sx={{ m: 0 }}>{translate(`cnc.help.key.${name}`)}</Box>
                </Box>
              ))}
            </Box>
          </Box>
        ))}
      </DialogContent>
    </Dialog>
  );
}
