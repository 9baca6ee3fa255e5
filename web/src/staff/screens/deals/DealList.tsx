import Button from '@mui/material/Button';
import ViewKanban from '@mui/icons-material/ViewKanbanOutlined';
import { useTranslate } from 'react-admin';
import { Link, useNavigate } from 'react-router';
import { AutoListPage } from '../../schema/AutoList';
import { usePageKeys } from '../../shell/keys';

export default function DealList() {
  const translate = useTranslate();
  const navigate = useNavigate();
  usePageKeys({ n: () => navigate('/deals/create') });
  return (
    <AutoListPage
      name="deals"
      actions={<Button component={Link} to="/deals/board" startIcon={<ViewKanban />}>{translate('cnc.deal.board')}</Button>}
    />
  );
}
