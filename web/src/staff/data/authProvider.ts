import type { AuthProvider } from 'react-admin';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import { holds, loadMe } from './me';
import { keptSupport } from './support';
import { ensureSession, isSuperAdmin } from './whoami';

const ACTIONS: Record<string, string> = { list: 'VIEW', show: 'VIEW', create: 'CREATE', edit: 'UPDATE', delete: 'DELETE', export: 'EXPORT' };

/** Names of resources on the API beside the resource that permissions name. */
const PERMISSION_RESOURCE: Record<string, string> = {
  leads: 'lead', customers: 'customer', quotes: 'quote', jobs: 'job', invoices: 'invoice', equipment: 'equipment',
  'crew-members': 'crew', users: 'user', locations: 'location', audit: 'audit', tariffs: 'tariff',
};

export const authProvider: AuthProvider = {
  login: async () => undefined,
  logout: async () => {
    if (api.session.token) {
      await import('@shared/push/browser').then(({ forgetHere }) => forgetHere()).catch(() => undefined);
      await api.logout().catch(() => undefined);
    }
    return '/login';
  },
  checkAuth: async () => {
    if (!(await ensureSession())) throw new Error('signed-out');
  },
  checkError: async (error) => {
    if (!(error instanceof ApiError) || error.status !== 401) return;
    if (keptSupport()) throw Object.assign(new Error('support-ended'), { redirectTo: '/super-admin', logoutUser: false });
    throw new Error('signed-out');
  },
  getIdentity: async () => {
    await ensureSession();
    if (isSuperAdmin()) return { id: api.session.signedIn?.user.id ?? '', fullName: api.session.signedIn?.user.name };
    const me = await loadMe();
    return { id: me.user.id, fullName: me.user.name };
  },
  getPermissions: async () => ((await ensureSession()) && !isSuperAdmin() ? (await loadMe()).permissions : []),
  canAccess: async ({ resource, action }) => {
    const name = PERMISSION_RESOURCE[resource];
    if (!name) return true;
    if (!(await ensureSession()) || isSuperAdmin()) return false;
    return holds(await loadMe(), `${name}:${ACTIONS[action] ?? action.toUpperCase()}`);
  },
};
