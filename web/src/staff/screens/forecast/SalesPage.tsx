import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router';
import { useMe } from '../../data/me';
import { PageHead } from '../../ui/page';
import { ForecastTab } from './ForecastTab';
import { OutcomesTab } from './OutcomesTab';

/** What became of leads, and what is likely to come. */
export default function SalesPage() {
  const translate = useTranslate();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const tab = search.get('tab') === 'forecast' ? 'forecast' : 'outcomes';
  const location = search.get('location') ?? '';
  const set = (name: string, value: string) => setSearch((before) => {
    if (value) before.set(name, value);
    else before.delete(name);
    return before;
  }, { replace: true });
  return (
    <>
      <PageHead
        title={translate('cnc.report.page')}
        subtitle={translate('cnc.report.hint')}
        actions={(
          <TextField select size="small" label={translate('cnc.report.location')} value={location} onChange={(event) => set('location', event.target.value)} sx={{ minWidth: 200 }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}>
            <MenuItem value="">{translate('cnc.report.all_locations')}</MenuItem>
            {(me?.locations ?? []).map((each) => <MenuItem key={each.id} value={each.id}>{each.name}</MenuItem>)}
          </TextField>
        )}
      />
      <Tabs value={tab} onChange={(_event, value: string) => set('tab', value)} sx={{ mb: 1.5 }}>
        <Tab value="outcomes" label={translate('cnc.report.outcomes')} />
        <Tab value="forecast" label={translate('cnc.report.forecast')} />
      </Tabs>
      {tab === 'forecast' ? <ForecastTab location={location} /> : <OutcomesTab location={location} search={search} set={set} />}
    </>
  );
}
