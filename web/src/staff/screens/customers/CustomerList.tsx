import Button from '@mui/material/Button';
import Label from '@mui/icons-material/LabelOutlined';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { AutoListPage } from '../../schema/AutoList';
import { usePageKeys } from '../../shell/keys';
import { useNavigate } from 'react-router';
import { Segments } from './Segments';

export default function CustomerList() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  usePageKeys({ n: () => navigate('/customers/create') });
  return (
    <>
      <AutoListPage name="customers" actions={<Button startIcon={<Label />} onClick={() => setOpen(true)}>{translate('cnc.segment.title')}</Button>} />
      {open ? <Segments onClose={() => setOpen(false)} /> : null}
    </>
  );
}
