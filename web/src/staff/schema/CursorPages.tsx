import Box from '@mui/material/Box';
import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useListContext, useTranslate } from 'react-admin';

const SIZES = [25, 50, 100, 200];

/** Pages of a list whose length nobody counts: before, after, and how many a page. */
export function CursorPages() {
  const translate = useTranslate();
  const { page, perPage, setPage, setPerPage, hasNextPage, hasPreviousPage, data } = useListContext();
  const count = data?.length ?? 0;
  if (count === 0 && page === 1) return null;
  const first = (page - 1) * perPage + 1;
  return (
    <Box component="nav" aria-label={translate('cnc.pages.label')} sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 1, py: 1, color: 'text.secondary', fontSize: '0.85rem' }}>
      {hasNextPage || hasPreviousPage || count > 25 ? (
        <TextField select size="small" value={perPage} onChange={(event) => setPerPage(Number(event.target.value))} slotProps={{ htmlInput: { 'aria-label': translate('cnc.pages.size') } }} sx={{ '& .MuiInputBase-root': { fontSize: '0.85rem' } }}>
          {SIZES.map((size) => <MenuItem key={size} value={size}>{size}</MenuItem>)}
        </TextField>
      ) : null}
      <span>{translate('cnc.pages.range', { from: count === 0 ? 0 : first, to: first + count - 1 })}</span>
      <IconButton size="small" disabled={!hasPreviousPage} onClick={() => setPage(page - 1)} aria-label={translate('cnc.pages.before')}><ChevronLeft fontSize="small" /></IconButton>
      <IconButton size="small" disabled={!hasNextPage} onClick={() => setPage(page + 1)} aria-label={translate('cnc.pages.after')}><ChevronRight fontSize="small" /></IconButton>
    </Box>
  );
}
