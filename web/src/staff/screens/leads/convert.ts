import { api } from '@shared/api';
import type { Lead } from '@shared/types';

export interface Converted {
  customer_id: string;
  quote_id?: string;
}

/** Makes customer and quote of a lead. Converting says that the lead is real: it becomes qualified on the way. */
export async function convertLead(lead: Pick<Lead, 'id' | 'status'>, withDeal: boolean, key: string): Promise<Converted> {
  if (lead.status === 'NEW' || lead.status === 'CONTACTED') await api.post(`/leads/${lead.id}/status`, { status: 'QUALIFIED' });
  return api.post<Converted>(`/leads/${lead.id}/convert`, { quote: true, deal: withDeal }, { key });
}
