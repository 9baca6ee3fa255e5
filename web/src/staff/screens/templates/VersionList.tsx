import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { TemplateVersion } from '@shared/types';
import { Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { differences, type Words } from './words';

interface Props {
  /** Of one language, newest first. */
  versions: TemplateVersion[];
  locationId: string | null;
  onTake?: (words: Words) => void;
}

const TONES = { DRAFT: 'warning', PUBLISHED: 'success', RETIRED: 'neutral' } as const;

/** What was written, with what each version changed in the one before. */
export function VersionList({ versions, locationId, onTake }: Props) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(locationId);
  return (
    <Panel title={translate('cnc.template.versions')}>
      {versions.length === 0 ? <Typography color="textSecondary">{translate('cnc.template.no_versions')}</Typography> : null}
      {versions.map((version, at) => (
        <Box component="details" key={version.id} sx={{ borderTop: at ? 1 : 0, borderColor: 'divider', py: 0.75 }}>
          <Box component="summary" sx={{ cursor: 'pointer' }}>
            {translate('cnc.template.version', { number: version.number })} <SoftChip small tone={TONES[version.state]}>{label('version_state', version.state)}</SoftChip>{' '}
            <Typography component="span" color="textSecondary" sx={{ fontSize: '0.82rem' }}>
              {version.published_at && version.published_by_name
                ? translate('cnc.template.published_by', { at: format.moment(version.published_at), by: version.published_by_name })
                : format.moment(version.published_at ?? version.updated_at)}
            </Typography>
          </Box>
          <Box sx={{ fontSize: '0.86rem', mt: 0.75 }}>
            {differences(versions[at + 1], version).map((line, index) => (
              <Box key={index} component={line.change === 'gone' ? 'del' : line.change === 'new' ? 'ins' : 'div'} sx={{ display: 'block', minHeight: '1.4em', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', textDecoration: line.change === 'gone' ? 'line-through' : 'none', bgcolor: line.change === 'same' ? undefined : 'action.hover', fontWeight: line.change === 'new' ? 600 : undefined, px: 0.5 }}>
                {line.text}
              </Box>
            ))}
          </Box>
          {onTake ? <Button size="small" sx={{ mt: 0.5 }} onClick={() => onTake({ subject: version.subject, body: version.body })}>{translate('cnc.template.take')}</Button> : null}
        </Box>
      ))}
    </Panel>
  );
}
