import { useSyncExternalStore } from 'react';

export type Route =
  | { screen: 'today' | 'outbox' | 'menu' }
  | { screen: 'journey' | 'steps' | 'media'; journey: string }
  | { screen: 'step'; journey: string; number: number };

const subscribe = (watcher: () => void) => {
  window.addEventListener('hashchange', watcher);
  return () => window.removeEventListener('hashchange', watcher);
};

/** Which screen the address names; the part after # never leaves the phone. */
export function readRoute(hash: string): Route {
  const [first, second, third, fourth] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (first === 'outbox' || first === 'menu') return { screen: first };
  if (first !== 'journeys' || !second) return { screen: 'today' };
  if (third === 'media' || (third === 'steps' && !fourth)) return { screen: third, journey: second };
  if (third === 'steps') return { screen: 'step', journey: second, number: Number(fourth) };
  return { screen: 'journey', journey: second };
}

export const toJourney = (id: string): string => `#/journeys/${encodeURIComponent(id)}`;
export const toSteps = (id: string): string => `${toJourney(id)}/steps`;
export const toStep = (id: string, number: number): string => `${toSteps(id)}/${number}`;
export const toMedia = (id: string): string => `${toJourney(id)}/media`;

export function go(hash: string): void {
  window.location.hash = hash;
}

export function useRoute(): Route {
  return readRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}
