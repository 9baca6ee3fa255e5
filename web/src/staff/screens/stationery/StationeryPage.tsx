import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '@shared/api';
import type { DocumentTemplate, DocumentTemplateLine } from '@shared/types';
import { HistoryButton } from '../../schema/AutoForms';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { StationeryEditor } from './StationeryEditor';

const KINDS = ['MOVING', 'CRANE', 'RENTAL', 'SERVICE'];

/** The company's own words and letterhead for its quotations. */
export default function StationeryPage() {
  const translate = useTranslate();
  const mayUpdate = useMay('template:UPDATE');
  const [params, setParams] = useSearchParams();
  const [making, setMaking] = useState(false);
  const query = useQuery({ queryKey: ['document-templates', 'list'], queryFn: () => api.list<DocumentTemplateLine>('/document-templates', { query: { limit: 50 } }) });
  const show = (id: string) => setParams({ template: id }, { replace: true });
  return (
    <>
      <PageHead title={translate('cnc.stationery.title')} subtitle={translate('cnc.stationery.hint')} actions={mayUpdate ? <Button variant="contained" onClick={() => setMaking(true)}>{translate('cnc.stationery.new')}</Button> : null} />
      <Async query={query} lines={8}>
        {({ data }) => {
          const chosen = data.find((each) => each.id === params.get('template')) ?? data[0];
          if (!chosen) return <Panel><Empty title={translate('cnc.stationery.none')} hint={translate('cnc.stationery.none_hint')} /></Panel>;
          return (
            <Stack sx={{ gap: 2 }}>
              {data.length > 1 ? (
                <ToggleButtonGroup exclusive size="small" value={chosen.id} onChange={(_event, id: string | null) => id && show(id)} aria-label={translate('cnc.stationery.which')} sx={{ flexWrap: 'wrap' }}>
                  {data.map((each) => <ToggleButton key={each.id} value={each.id}>{each.name}</ToggleButton>)}
                </ToggleButtonGroup>
              ) : null}
              <One key={chosen.id} line={chosen} />
            </Stack>
          );
        }}
      </Async>
      {making ? <NewDialog onMade={show} onClose={() => setMaking(false)} /> : null}
    </>
  );
}

function One({ line }: { line: DocumentTemplateLine }) {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['document-templates', 'one', line.id], queryFn: () => api.get<DocumentTemplate>(`/document-templates/${line.id}`) });
  return (
    <>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <SoftChip tone="neutral">{line.kind ? translate(`enums.tariff_kind.${line.kind}`) : translate('cnc.stationery.all_kinds')}</SoftChip>
        <SoftChip tone={line.published ? 'success' : 'warning'}>{line.published ? translate('cnc.stationery.holds', { number: line.published }) : translate('cnc.stationery.holds_not')}</SoftChip>
        <HistoryButton entity="document_template" id={line.id} />
      </Stack>
      <Async query={query} lines={10}>{(template) => <StationeryEditor key={template.versions[0]?.id} template={template} />}</Async>
    </>
  );
}

function NewDialog({ onMade, onClose }: { onMade: (id: string) => void; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ name: string | null; kind: string | null }>({ name: null, kind: null });
  const act = useAct((input: typeof draft.values, key) => api.post<DocumentTemplate>('/document-templates', { name: input.name ?? '', kind: input.kind ?? undefined }, { key }), {
    stale: ['document-templates'], done: 'cnc.stationery.made', onError: (error) => draft.refuse(error),
    onDone: (made) => {
      onMade(made.id);
      onClose();
    },
  });
  return (
    <AskDialog title={translate('cnc.stationery.new')} draft={draft} submit={translate('cnc.action.add')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="name" label={translate('cnc.stationery.name')} required autoFocus />
      <Pick name="kind" label={translate('cnc.stationery.kind')} kind="tariff_kind" values={KINDS} optional none={translate('cnc.stationery.all_kinds')} />
    </AskDialog>
  );
}
