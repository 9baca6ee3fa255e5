import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DeleteOutline from '@mui/icons-material/DeleteOutlined';
import IconButton from '@mui/material/IconButton';
import { useTranslate } from 'react-admin';
import type { ReactNode } from 'react';
import { useDraftField } from '../../ui/draft';
import { Group } from '../leads/LeadFacts';

interface Props {
  title: string;
  path: string;
  blank: object;
  /** Fields beside each other; as many as fit where absent. */
  columns?: number;
  actions?: ReactNode;
  children: (path: string) => ReactNode;
}

/** A list of like rows that grows and shrinks. */
export function Rows({ title, path, blank, columns, actions, children }: Props) {
  const translate = useTranslate();
  const field = useDraftField(path);
  const rows = (field.value as object[] | undefined) ?? [];
  return (
    <Group title={title}>
      {/* Beside the legend, so that an empty list takes one line. */}
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1, mt: '-37px', mb: 0.5 }}>
        {actions}
        <Button startIcon={<Add />} aria-label={`${translate('cnc.action.add')}: ${title}`} onClick={() => field.set([...rows, blank])}>{translate('cnc.action.add')}</Button>
      </Box>
      {rows.map((_row, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 1.25, mb: 1.25, alignItems: 'flex-start' }}>
          <Box sx={{ display: 'grid', gap: 1.25, flex: 1, gridTemplateColumns: { xs: '1fr 1fr', sm: columns ? `repeat(${columns}, minmax(0, 1fr))` : 'repeat(auto-fit, minmax(90px, 1fr))' } }}>{children(`${path}.${index}`)}</Box>
          <IconButton aria-label={`${translate('cnc.action.remove')}: ${title} ${index + 1}`} onClick={() => field.set(rows.filter((_, at) => at !== index))}><DeleteOutline fontSize="small" /></IconButton>
        </Box>
      ))}
    </Group>
  );
}
