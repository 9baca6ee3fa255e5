import { addressLine, type Address } from '../model/journey';

/** Opens the phone's own map: Apple's by its scheme, the others by the geo scheme of RFC 5870. */
export function mapLink(address: Address | string, agent: string = navigator.userAgent): string {
  const words = encodeURIComponent(addressLine(address));
  if (/iPhone|iPad|Macintosh/.test(agent)) return `maps://?daddr=${words}`;
  const point = typeof address === 'string' || address.latitude == null || address.longitude == null ? '0,0' : `${address.latitude},${address.longitude}`;
  return `geo:${point}?q=${words}`;
}

export const phoneLink = (number: string): string => `tel:${number.replace(/[^\d+*#,;]/g, '')}`;
