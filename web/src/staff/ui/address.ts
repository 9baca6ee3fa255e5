export interface AddressParts {
  street: string;
  city: string;
  province?: string;
  postal_code?: string;
}

const CANADIAN = /\b([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])[ -]?(\d[ABCEGHJ-NPRSTV-Z]\d)$/i;
const DIGITS = /\b(\d{5}(?:-\d{4})?|\d{6})$/;

/**
 * A whole address said in one breath, "214 Queen St W, Toronto, ON M5V 1Z8", in its parts; null where the text is not
 * plainly one. Postal codes of Canada, the United States (5 or 9 digits) and India (6 digits) are known; the region is
 * two or three letters.
 */
export function readAddress(text: string): AddressParts | null {
  const pieces = text.split(',').map((piece) => piece.trim()).filter(Boolean);
  if (pieces.length < 2) return null;
  let rest = pieces.slice(1).join(', ');
  const parts: Partial<AddressParts> = {};
  const code = CANADIAN.exec(rest) ?? DIGITS.exec(rest);
  if (code) {
    parts.postal_code = code[2] ? `${code[1]} ${code[2]}`.toUpperCase() : code[1];
    rest = rest.slice(0, code.index).replace(/[\s,]+$/, '');
  }
  const region = /(?:^|[\s,])([A-Za-z]{2,3})$/.exec(rest);
  if (region && (rest.includes(',') || code || region[1] === region[1]?.toUpperCase()) && region.index > 0) {
    parts.province = region[1]?.toUpperCase();
    rest = rest.slice(0, region.index).replace(/[\s,]+$/, '');
  }
  const city = rest.replace(/^[\s,]+/, '');
  return city && !city.includes(',') ? { street: pieces[0] ?? '', city, ...parts } : null;
}
