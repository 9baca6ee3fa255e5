import { useQuery } from '@tanstack/react-query';
import { api } from '@shared/api';
import type { Me } from '@shared/types';
import { queryClient } from './queryClient';
import { isSuperAdmin } from './whoami';

const ME = { queryKey: ['me'], queryFn: () => api.get<Me>('/auth/me'), staleTime: 300_000 };

/** Who works here, in which company, with which rights. */
export const loadMe = (): Promise<Me> => queryClient.fetchQuery(ME);

export function useMe(): Me | undefined {
  return useQuery({ ...ME, enabled: api.session.token !== null && !isSuperAdmin() }).data;
}

/** Whether some grant names the permission; the server decides on the record itself. */
export function holds(me: Me | undefined, permission: string): boolean {
  const [resource, action] = permission.split(':');
  return me?.permissions.some((p) => (p.resource === resource || p.resource === '*') && (p.action === action || p.action === '*')) ?? false;
}

export const useMay = (permission: string): boolean => holds(useMe(), permission);

/** False for roles whose answers carry no prices. */
export function useSeesMoney(): boolean {
  const me = useMe();
  return me !== undefined && !me.masks.includes('BILL');
}

export function useZone(locationId?: string | null): string | undefined {
  const me = useMe();
  const location = me?.locations.find((l) => l.id === (locationId ?? me.user.location_id));
  return location?.timezone ?? me?.company.timezone;
}
