import { api } from '@shared/api';
import { resumeSupport } from './support';

/** An operator of the installation, outside every company; inside a support session not. */
export const isSuperAdmin = (): boolean => api.session.renewable && api.session.signedIn?.user.userType === 'super_admin';

/** Takes up the session of this tab or browser; false where somebody must sign in. */
export async function ensureSession(): Promise<boolean> {
  if (api.session.token) return true;
  return resumeSupport() || api.session.refresh();
}
