import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useLogout, useStoreContext, useTranslate } from 'react-admin';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@shared/api';
import { useMe } from '../data/me';
import { queryClient } from '../data/queryClient';
import { allDefs } from '../schema/defineResource';
import { useRefusal } from '../ui/refusal';

export const initials = (name: string): string => name.split(/\s+/).map((word) => word.charAt(0)).slice(0, 2).join('').toUpperCase();

export function AccountMenu() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const logout = useLogout();
  const refuse = useRefusal();
  const store = useStoreContext();
  const me = useMe();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const others = me?.memberships.filter((membership) => membership.company_id !== me.company.id) ?? [];
  const switchTo = async (companyId: string) => {
    close();
    try {
      await api.switchCompany(companyId);
      // What was filtered and sorted there means nothing here: its places and people are not these.
      for (const { name } of allDefs()) store.removeItem(`${name}.listParams`);
      queryClient.clear();
      navigate('/');
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <>
      <IconButton size="small" onClick={(event) => setAnchor(event.currentTarget)} aria-haspopup="menu" aria-label={translate('cnc.account.menu')}>
        <Avatar sx={{ width: 30, height: 30, fontSize: '0.8rem', fontWeight: 650, bgcolor: 'primary.main', color: 'primary.contrastText' }}>{initials(me?.user.name ?? '·')}</Avatar>
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close} slotProps={{ list: { dense: true }, paper: { role: 'dialog', 'aria-label': translate('cnc.account.menu') } }}>
        {me ? (
          <Box component="li" role="presentation" sx={{ px: 2, py: 1 }}>
            <Box sx={{ fontWeight: 650 }}>{me.user.name}</Box>
            <Box sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>{me.user.email}</Box>
            <Box sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>{me.user.role.name} · {me.company.name}</Box>
          </Box>
        ) : null}
        <Divider />
        <MenuItem onClick={() => { close(); navigate('/account'); }}>{translate('cnc.account.title')}</MenuItem>
        {others.length > 0 ? <ListSubheader sx={{ bgcolor: 'transparent', lineHeight: 2 }}>{translate('cnc.account.switch')}</ListSubheader> : null}
        {others.map((membership) => (
          <MenuItem key={membership.company_id} onClick={() => void switchTo(membership.company_id)}>{membership.name}</MenuItem>
        ))}
        <Divider />
        <MenuItem onClick={() => { close(); void logout(); }}>{translate('ra.auth.logout')}</MenuItem>
      </Menu>
    </>
  );
}
