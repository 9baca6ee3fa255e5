import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import History from '@mui/icons-material/HistoryOutlined';
import { Create, Edit, EditButton, ListButton, SaveButton, Show, SimpleForm, Toolbar, useRecordContext, useShowContext, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { Fact, Facts, LoadError, LoadingLines, PageHead, Panel } from '../ui/page';
import { StatusChip } from '../ui/StatusChip';
import { useRefusal } from '../ui/refusal';
import { ApiError } from '@shared/apiError';
import { initialValues, inputFields, labelKey, type AnyDef } from './defineResource';
import { FieldInput } from './input';
import { FieldValue } from './value';

const singular = (def: AnyDef, translate: ReturnType<typeof useTranslate>) => translate(`resources.${def.name}.name`, { smart_count: 1 });

function Inputs({ def }: { def: AnyDef }) {
  const translate = useTranslate();
  return (
    <Box sx={{ display: 'grid', gap: 1, columnGap: 2, width: '100%', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }}>
      {inputFields(def).map((field) => (
        <Box key={field.name} sx={field.type === 'longtext' ? { gridColumn: '1 / -1' } : undefined}>
          <FieldInput source={field.name} field={field} label={translate(labelKey(def, field))} />
        </Box>
      ))}
    </Box>
  );
}

function FormButtons() {
  return (
    <Toolbar>
      <SaveButton alwaysEnable={false} />
    </Toolbar>
  );
}

/** Field errors are shown by the form itself; any other failure in a dialog. */
function useFormRefusal() {
  const refuse = useRefusal();
  return (error: unknown) => {
    if (error instanceof ApiError) refuse(error);
  };
}

export function AutoCreate({ def }: { def: AnyDef }) {
  const translate = useTranslate();
  const onError = useFormRefusal();
  return (
    <Box sx={{ maxWidth: 960 }}>
      <PageHead title={translate('cnc.page.new', { name: singular(def, translate) })} />
      <Create resource={def.name} title=" " redirect={def.show === false ? 'list' : 'show'} actions={false} mutationOptions={{ onError }}>
        <SimpleForm defaultValues={initialValues(def)} toolbar={<FormButtons />} warnWhenUnsavedChanges>
          <Inputs def={def} />
        </SimpleForm>
      </Create>
    </Box>
  );
}

export function AutoEdit({ def }: { def: AnyDef }) {
  const translate = useTranslate();
  const onError = useFormRefusal();
  return (
    <Box sx={{ maxWidth: 960 }}>
      <PageHead title={translate('cnc.page.edit', { name: singular(def, translate) })} actions={<ListButton resource={def.name} />} />
      <Edit resource={def.name} title=" " mutationMode="pessimistic" redirect={def.show === false ? 'list' : 'show'} actions={false} mutationOptions={{ onError }}>
        <SimpleForm toolbar={<FormButtons />} warnWhenUnsavedChanges>
          <Inputs def={def} />
        </SimpleForm>
      </Edit>
    </Box>
  );
}

export function AutoShow({ def }: { def: AnyDef }) {
  return (
    <Show resource={def.name} title=" " actions={false} component={Box}>
      <ShowBody def={def} />
    </Show>
  );
}

/** Way from a record to who changed it when. */
export function HistoryButton({ entity, id }: { entity: string; id: string }) {
  const translate = useTranslate();
  return <Button component={Link} to={`/history/${entity}/${id}`} startIcon={<History />}>{translate('cnc.action.history')}</Button>;
}

const HISTORY_ENTITY: Record<string, string> = {
  equipment: 'equipment', 'crew-members': 'crew', users: 'user', locations: 'location', customers: 'customer', jobs: 'job',
};

function ShowBody({ def }: { def: AnyDef }) {
  const translate = useTranslate();
  const { error, isPending, refetch } = useShowContext();
  const record = useRecordContext<Record<string, unknown> & { id: string }>();
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (isPending || !record) return <LoadingLines />;
  const badge = def.fields.find((field) => field.badge);
  const entity = HISTORY_ENTITY[def.name];
  return (
    <>
      <PageHead
        title={String(record[def.title] ?? record.id)}
        subtitle={singular(def, translate)}
        badge={badge ? <StatusChip value={record[badge.name] as string} kind={badge.kind ?? badge.name} /> : undefined}
        actions={<>
          {entity ? <HistoryButton entity={entity} id={record.id} /> : null}
          {def.edit === false ? null : <EditButton resource={def.name} record={record} variant="contained" />}
        </>}
      />
      <Panel>
        <Facts>
          {def.fields.map((field) => (
            <Fact key={field.name} label={translate(labelKey(def, field))}><FieldValue field={field} /></Fact>
          ))}
        </Facts>
      </Panel>
    </>
  );
}
