import Button from '@mui/material/Button';
import ViewKanban from '@mui/icons-material/ViewKanbanOutlined';
import { useTranslate } from 'react-admin';
import { Link, useNavigate } from 'react-router';
import { AutoListPage } from '../../schema/AutoList';
import { usePageKeys } from '../../shell/keys';

export default function LeadList() {
  const translate = useTranslate();
  const navigate = useNavigate();
  usePageKeys({ n: () => navigate('/leads/create') });
  return (
    <AutoListPage
      name="leads"
      actions={<Button component={Link} to="/leads/board" startIcon={<ViewKanban />}>{translate('cnc.menu.lead_board')}</Button>}
    />
  );
}
