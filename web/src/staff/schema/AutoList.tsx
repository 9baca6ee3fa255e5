import type { SxProps, Theme } from '@mui/material/styles';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Download from '@mui/icons-material/FileDownloadOutlined';
import useMediaQuery from '@mui/material/useMediaQuery';
import {
  CreateButton, DataTable, FilterButton, List, SearchInput, SelectColumnsButton, SimpleList, useListContext, useResourceContext, useTranslate,
} from 'react-admin';
import type { ReactNode } from 'react';
import { api } from '@shared/api';
import { listQuery } from '../data/dataProvider';
import { useMe, useSeesMoney } from '../data/me';
import { Empty, LoadError, PageHead } from '../ui/page';
import { useRefusal } from '../ui/refusal';
import { saveFile } from '../ui/saveFile';
import { columnFields, defOf, filterFields, hiddenColumns, labelKey, type AnyDef, type Field } from './defineResource';
import { CursorPages } from './CursorPages';
import { FieldInput } from './input';
import { FieldValue } from './value';

interface Props {
  def: AnyDef;
  /** Further buttons of the page, e.g. a switch to the board. */
  actions?: ReactNode;
  filterDefaults?: Record<string, unknown>;
}

export function AutoList({ def, actions, filterDefaults }: Props) {
  const translate = useTranslate();
  const [field, order] = def.sort ?? [def.title, 'ASC'];
  return (
    <List
      resource={def.name}
      title=" "
      sort={{ field, order }}
      perPage={25}
      exporter={false}
      filters={filters(def, translate)}
      filterDefaultValues={filterDefaults}
      actions={<ListButtons def={def} />}
      empty={false}
      pagination={<CursorPages />}
      sx={{ '& .RaList-content': { overflow: 'hidden' } }}
      component={ListCard}
    >
      <Rows def={def} actions={actions} />
    </List>
  );
}

function filters(def: AnyDef, translate: (key: string) => string) {
  const search = def.search === false ? [] : [<SearchInput key="q" source="q" alwaysOn placeholder={translate('cnc.action.search')} aria-label={translate('cnc.action.search')} />];
  return [
    ...search,
    ...filterFields(def).map((field) => (
      <FieldInput key={field.name} source={field.name} field={field} label={translate(labelKey(def, field))} asFilter />
    )),
  ];
}

function ListButtons({ def }: { def: AnyDef }) {
  return (
    <Box sx={{ display: 'flex', gap: 0.5, alignItems: 'center', flexWrap: { xs: 'wrap', md: 'nowrap' }, justifyContent: 'flex-end', flex: 'none', ml: 'auto' }}>
      {filterFields(def).length > 0 ? <FilterButton /> : null}
      <Box component="span" sx={{ display: { xs: 'none', md: 'inline' } }}><SelectColumnsButton /></Box>
      {def.csv === false ? null : <CsvButton />}
      {def.create === false ? null : <CreateButton variant="contained" />}
    </Box>
  );
}

/** The list as it is filtered and sorted, written by the server. */
export function CsvButton() {
  const resource = useResourceContext() ?? '';
  const { filterValues, sort } = useListContext();
  const refuse = useRefusal();
  const translate = useTranslate();
  const save = async () => {
    try {
      const file = await api.file(`/${resource}`, 'text/csv', { query: listQuery({ filter: filterValues, sort }) });
      saveFile(file, `${resource}.csv`);
    } catch (error) {
      refuse(error);
    }
  };
  return <Button startIcon={<Download />} onClick={() => void save()}>{translate('cnc.action.csv')}</Button>;
}

function ListCard({ children }: { children?: ReactNode }) {
  return <Box sx={{ mt: 1, bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1.25, overflowX: 'auto', container: 'list / inline-size' }}>{children}</Box>;
}

export function ListHead({ def, actions }: { def: AnyDef; actions?: ReactNode }) {
  const translate = useTranslate();
  return <PageHead title={translate(`resources.${def.name}.name`, { smart_count: 2 })} subtitle={translate(`resources.${def.name}.hint`, { _: '' })} actions={actions} />;
}

function Rows({ def }: { def: AnyDef; actions?: ReactNode }) {
  const translate = useTranslate();
  const seesMoney = useSeesMoney();
  const trade = useMe()?.company.industry;
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  const { error, refetch, filterValues, data, isPending } = useListContext();
  if (error) return <Box sx={{ p: 2 }}><LoadError error={error} retry={() => void refetch()} /></Box>;
  if (!isPending && data?.length === 0) {
    const filtered = Object.keys(filterValues ?? {}).length > 0;
    return <Empty title={translate(filtered ? 'cnc.empty.filtered' : 'cnc.empty.title')} hint={translate(filtered ? 'cnc.empty.filtered_hint' : `resources.${def.name}.empty`, { _: '' })} />;
  }
  const click = def.show === false ? (def.edit === false ? false : 'edit') : 'show';
  if (phone) return <PhoneRows def={def} click={click} />;
  return (
    <DataTable rowClick={click} bulkActionButtons={false} hiddenColumns={hiddenColumns(def)} empty={<span />} size="small">
      {columnFields(def, trade).filter((field) => seesMoney || field.type !== 'money').map((field) => (
        <DataTable.Col
          key={field.name}
          source={field.name}
          label={translate(labelKey(def, field))}
          disableSort={field.sortable === false}
          sx={columnStyle(field, field.whole === true || field.name === 'number')}
        >
          {field.name === def.title ? <strong style={{ fontWeight: 600 }}><FieldValue field={field} /></strong> : <FieldValue field={field} />}
        </DataTable.Col>
      ))}
    </DataTable>
  );
}

const NARROW = new Set(['day', 'moment', 'money', 'number', 'phone', 'enum']);

function columnStyle({ type, fromWidth }: Field<unknown>, whole: boolean): SxProps<Theme> {
  return {
    textAlign: type === 'number' || type === 'money' ? 'right' : undefined,
    whiteSpace: whole || NARROW.has(type ?? '') ? 'nowrap' : undefined,
    // An address has no spaces to break at.
    ...(type === 'email' ? { overflowWrap: 'anywhere', minWidth: 160 } : {}),
    ...(fromWidth ? { [`@container list (max-width: ${fromWidth - 1}px)`]: { display: 'none' } } : {}),
  };
}

function PhoneRows({ def, click }: { def: AnyDef; click: 'show' | 'edit' | false }) {
  const trade = useMe()?.company.industry;
  const second = columnFields(def, trade).filter((field) => field.name !== def.title && field.list !== 'hidden');
  const badge = second.find((field) => field.badge);
  const seesMoney = useSeesMoney();
  const plain = second.filter((field) => !field.badge && field.type !== 'money');
  const money = seesMoney ? second.filter((field) => field.type === 'money').slice(-1) : [];
  const shown = [...plain.slice(0, 4 - money.length), ...money];
  const titleField = def.fields.find((field) => field.name === def.title);
  return (
    <SimpleList
      rowClick={click}
      primaryText={(record) => <strong style={{ fontWeight: 600 }}>{titleField ? <FieldValue field={titleField} /> : String(record[def.title] ?? '')}</strong>}
      secondaryText={(record) => (
        <Box component="span" sx={{ display: 'flex', columnGap: 1.25, flexWrap: 'wrap', '& > span': { minWidth: 0 } }}>
          {shown.map((field) => (record[field.name] || field.cell ? <FieldValue key={field.name} field={field} /> : null))}
        </Box>
      )}
      tertiaryText={badge ? () => <FieldValue field={badge} /> : undefined}
    />
  );
}

export function AutoListPage({ name, actions }: { name: string; actions?: ReactNode }) {
  const def = defOf(name);
  return (
    <>
      <ListHead def={def} actions={actions} />
      <AutoList def={def} />
    </>
  );
}
