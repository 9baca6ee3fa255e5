import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import type { Customer, CustomerCard } from '@shared/types';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { CustomerPick } from '../quotes/CustomerPick';
import { mergePath } from './merging';
import { Reasons } from './Reasons';

interface Props {
  customer: Customer;
  duplicates: NonNullable<CustomerCard['duplicates']>;
  onClose: () => void;
}

/** Whom this customer is to be merged with: one that looks like it, or any other. */
export function MergeWith({ customer, duplicates, onClose }: Props) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const draft = useDraft<{ other: string | null }>({ other: null });
  const { other } = draft.values;
  return (
    <AskDialog
      title={translate('cnc.merge.with', { name: customer.display_name })}
      draft={draft}
      submit={translate('cnc.merge.compare')}
      disabled={!other || other === customer.id}
      onSubmit={() => other && navigate(mergePath(customer.id, other))}
      onClose={onClose}
    >
      <CustomerPick name="other" label={translate('enums.entity.customer')} />
      {other === customer.id ? <Typography color="error">{translate('cnc.merge.itself')}</Typography> : null}
      {duplicates.length > 0 ? (
        <Box>
          <Typography variant="h3" component="h3">{translate('cnc.merge.looks_like')}</Typography>
          <List dense>
            {duplicates.map((one) => (
              <ListItemButton key={one.customer_id} onClick={() => navigate(mergePath(customer.id, one.customer_id))} sx={{ gap: 1, flexWrap: 'wrap' }}>
                <span>{one.display_name} {one.number}</span>
                <Reasons reasons={one.reasons} />
              </ListItemButton>
            ))}
          </List>
        </Box>
      ) : null}
    </AskDialog>
  );
}
