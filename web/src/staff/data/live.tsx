import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, createContext, useContext, type ReactNode } from 'react';
import { api } from '@shared/api';
import { followEvents, type LiveEvent } from '@shared/events';

const Connected = createContext(true);

/** Whether the page learns of others' changes at the moment. */
export const useLiveState = (): boolean => useContext(Connected);

/** First part of the query keys that an event makes stale. */
const STALE: Record<string, string[]> = {
  lead: ['leads', 'boards', 'dashboard', 'sequences'],
  deal: ['deals', 'boards', 'dashboard'],
  customer: ['customers'],
  quote: ['quotes', 'approvals', 'dashboard'],
  tariff: ['tariffs'],
  job: ['jobs', 'board', 'dashboard'],
  journey: ['journeys', 'board', 'jobs', 'dashboard'],
  board: ['board'],
  invoice: ['invoices', 'to-bill', 'ledger', 'dashboard'],
  payment: ['invoices', 'ledger', 'dashboard'],
  equipment: ['equipment', 'board'],
  crew_member: ['crew-members', 'board'],
  conversation: ['conversations'],
  message: ['conversations'],
  import: ['imports'],
  template: ['templates'],
  sequence: ['sequences'],
  notification: ['notifications'],
  user: ['users'],
  support_session: ['support-sessions', 'me'],
};

export function staleKeys(event: Pick<LiveEvent, 'name' | 'entity'>): string[] {
  const [module, entity] = event.name.split('.');
  const name = event.entity ?? entity ?? module ?? '';
  return [...(STALE[name] ?? [name]), 'audit'];
}

export function LiveUpdates({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const stale = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connection = followEvents(
      api,
      (event) => {
        for (const key of staleKeys(event)) stale.add(key);
        // Several events of one act refetch once.
        timer ??= setTimeout(() => {
          timer = undefined;
          for (const key of stale) void queryClient.invalidateQueries({ queryKey: [key] });
          stale.clear();
        }, 250);
      },
      setConnected,
    );
    return () => {
      clearTimeout(timer);
      connection.close();
    };
  }, [queryClient]);
  return <Connected value={connected}>{children}</Connected>;
}
