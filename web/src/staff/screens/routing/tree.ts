/*
 * A condition as a tree: groups of "all of" or "any of", nested and turned round as one likes, and comparisons in them.
 * The server knows the text only; what is not such a tree stays text.
 */

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'contains' | 'known' | 'unknown';

export interface Comparison {
  field: string;
  operator: Operator;
  /** As typed; several for `in` are set apart by commas. */
  value: string;
}

export interface Group {
  all: boolean;
  not: boolean;
  parts: (Group | Comparison)[];
}

export type FieldKind = 'text' | 'number' | 'yes' | 'list';

/** What a condition may ask, in the order people look for it. */
export const FIELDS: Record<string, FieldKind> = {
  'lead.score': 'number', 'lead.source': 'text', 'lead.channel': 'text', 'lead.language': 'text', 'lead.service_type': 'text', 'lead.move_size': 'text', 'lead.days_to_move': 'number', 'lead.move_date_open': 'yes', 'lead.value_minor': 'number', 'lead.distance_km': 'number', 'lead.priority': 'text',
  'lead.known_customer': 'yes', 'lead.origin.city': 'text', 'lead.origin.province': 'text', 'lead.origin.country': 'text', 'lead.origin.postal_code': 'text', 'lead.destination.city': 'text', 'lead.destination.province': 'text', 'lead.destination.country': 'text', 'lead.company_name': 'text', 'lead.email': 'text', 'lead.phone': 'text', 'lead.phone_state': 'text', 'lead.flags': 'list',
  'lead.rental.machine_class': 'text', 'lead.rental.site_city': 'text', 'lead.rental.site_province': 'text', 'lead.rental.rental_days': 'number', 'now.weekday': 'number', 'now.hour': 'number',
};

export const OPERATORS: Record<FieldKind, Operator[]> = {
  text: ['==', '!=', 'in', 'known', 'unknown'],
  number: ['>=', '<=', '==', '!=', '>', '<', 'in', 'known', 'unknown'],
  yes: ['=='],
  list: ['contains'],
};

export const isGroup = (part: Group | Comparison): part is Group => 'parts' in part;
export const kindOf = (field: string): FieldKind => FIELDS[field] ?? 'text';
export const emptyComparison = (): Comparison => ({ field: 'lead.score', operator: '>=', value: '70' });

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function literal(kind: FieldKind, value: string): string | null {
  const text = value.trim();
  if (kind === 'number') return /^-?\d+$/.test(text) ? text : null;
  if (kind === 'yes') return text === 'true' || text === 'false' ? text : null;
  return text === '' ? null : quoted(text);
}

/** Fields that a lead may not have: comparing an absent number would fail, so its presence is asked first. */
const mayBeAbsent = (field: string): boolean => kindOf(field) === 'number' && field !== 'lead.score' && !field.startsWith('now.');
const ordered = (operator: Operator): boolean => ['<', '<=', '>', '>='].includes(operator);

function comparisonText({ field, operator, value }: Comparison): string | null {
  const kind = kindOf(field);
  if (operator === 'known') return `${field} != null`;
  if (operator === 'unknown') return `${field} == null`;
  if (operator === 'in') {
    const values = value.split(',').filter((each) => each.trim() !== '').map((each) => literal(kind, each));
    return values.length === 0 || values.includes(null) ? null : `${field} in [${values.join(', ')}]`;
  }
  const right = literal(kind, value);
  if (right === null) return null;
  if (operator === 'contains') return `${right} in ${field}`;
  const text = `${field} ${operator} ${right}`;
  return ordered(operator) && mayBeAbsent(field) ? `(${field} != null && ${text})` : text;
}

/** The condition's text; null while a part is not finished. */
export function treeText(group: Group): string | null {
  const parts = group.parts.map((part) => (isGroup(part) ? treeText(part) : comparisonText(part)));
  if (parts.length === 0 || parts.includes(null)) return null;
  const text = parts.join(group.all ? ' && ' : ' || ');
  if (group.not) return `!(${text})`;
  return parts.length === 1 ? text : `(${text})`;
}

/** As it is saved: the outermost brackets say nothing. */
export function conditionText(group: Group): string | null {
  const text = treeText(group);
  return text !== null && !group.not && group.parts.length > 1 ? text.slice(1, -1) : text;
}

const TOKEN = /\s*(?:(&&|\|\||==|!=|<=|>=|[<>!()[\],])|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(-?\d+(?![\w.]))|([A-Za-z_][\w.]*))/y;

interface Token {
  kind: 'sign' | 'text' | 'number' | 'word';
  text: string;
}

function tokens(condition: string): Token[] | null {
  const out: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < condition.length) {
    const found = TOKEN.exec(condition);
    if (!found) return condition.slice(out.length === 0 ? 0 : TOKEN.lastIndex).trim() === '' ? out : null;
    const [, sign, text, number, word] = found;
    if (sign) out.push({ kind: 'sign', text: sign });
    else if (text) out.push({ kind: 'text', text: text.slice(1, -1).replaceAll(/\\(.)/g, '$1') });
    else if (number) out.push({ kind: 'number', text: number });
    else out.push({ kind: 'word', text: word ?? '' });
    if (/^\s*$/.test(condition.slice(TOKEN.lastIndex))) break;
  }
  return out;
}

/** Reads a text as a tree; null where it says more than a tree can. */
export function readTree(condition: string): Group | null {
  const all = tokens(condition);
  if (!all || all.length === 0) return null;
  let at = 0;
  const sign = (text: string): boolean => all[at]?.kind === 'sign' && all[at]?.text === text && ++at > 0;
  const value = (): string | null => {
    const token = all[at];
    if (!token || !(token.kind === 'text' || token.kind === 'number' || token.text === 'true' || token.text === 'false')) return null;
    at += 1;
    return token.text;
  };
  const field = (): string | null => {
    const token = all[at];
    if (token?.kind !== 'word' || !(token.text in FIELDS)) return null;
    at += 1;
    return token.text;
  };

  const comparison = (): Comparison | null => {
    const start = at;
    const left = value();
    if (left !== null) {
      const listed = all[at]?.text === 'in' && (at += 1) > 0 ? field() : null;
      return listed && kindOf(listed) === 'list' ? { field: listed, operator: 'contains', value: left } : null;
    }
    const name = field();
    if (!name) { at = start; return null; }
    const operator = all[at]?.text as Operator | undefined;
    if (operator === 'in') {
      at += 1;
      if (!sign('[')) return null;
      const values: string[] = [];
      do {
        const each = value();
        if (each === null || each.includes(',')) return null;
        values.push(each);
      } while (sign(','));
      return sign(']') ? { field: name, operator, value: values.join(', ') } : null;
    }
    if (operator && ['==', '!=', '<', '<=', '>', '>='].includes(operator)) {
      at += 1;
      if (all[at]?.text === 'null' && (operator === '==' || operator === '!=')) {
        at += 1;
        return { field: name, operator: operator === '==' ? 'unknown' : 'known', value: '' };
      }
      const right = value();
      return right === null ? null : { field: name, operator, value: right };
    }
    // A field that is yes or no stands for itself.
    return kindOf(name) === 'yes' ? { field: name, operator: '==', value: 'true' } : null;
  };
  const unary = (): Group | Comparison | null => {
    if (sign('!')) {
      const inner = unary();
      if (!inner) return null;
      return isGroup(inner) && !inner.not ? { ...inner, not: true } : { all: true, not: true, parts: [inner] };
    }
    if (sign('(')) {
      const inner = either();
      return inner && sign(')') ? inner : null;
    }
    return comparison();
  };
  const joined = (text: '&&' | '||', next: () => Group | Comparison | null): Group | Comparison | null => {
    const parts: (Group | Comparison)[] = [];
    do {
      const part = next();
      if (!part) return null;
      parts.push(part);
    } while (sign(text));
    return parts.length === 1 ? parts[0]! : merged({ all: text === '&&', not: false, parts });
  };
  const both = (): Group | Comparison | null => joined('&&', unary);
  function either(): Group | Comparison | null {
    return joined('||', both);
  }

  const read = either();
  if (!read || at !== all.length) return null;
  return isGroup(read) ? read : { all: true, not: false, parts: [read] };
}

/** "It is known, and it is at least 3" is one comparison: the first half only guards the second. */
function merged(group: Group): Group | Comparison {
  const [first, second] = group.parts;
  const guarded = group.all && group.parts.length === 2 && first && second && !isGroup(first) && !isGroup(second)
    && first.operator === 'known' && first.field === second.field && mayBeAbsent(second.field) && ordered(second.operator);
  return guarded ? second : group;
}
