import type { Position } from './model/journey';

const TIMEOUT_MS = 10_000;
const OLDEST_FIX_MS = 30_000;

/** Where the phone is, or null when there is no fix within the time, ever without throwing. */
export function findPosition(timeoutMs = TIMEOUT_MS): Promise<Position | null> {
  if (!('geolocation' in navigator)) return Promise.resolve(null);
  return new Promise((resolve) => {
    // Some browsers never call back while the permission question stands open.
    const timer = setTimeout(() => resolve(null), timeoutMs);
    const answer = (position: Position | null) => {
      clearTimeout(timer);
      resolve(position);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => answer({ latitude: coords.latitude, longitude: coords.longitude, accuracy_m: Math.round(coords.accuracy * 10) / 10 }),
      () => answer(null),
      { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: OLDEST_FIX_MS },
    );
  });
}
