import type { CustomerRelation } from '@shared/types';

/** What the other one is, seen from the customer at hand, as kind and side. */
export const ROLES = {
  PAYER: { kind: 'PAYS_FOR', reverse: true },
  PAID_FOR: { kind: 'PAYS_FOR', reverse: false },
  HOUSEHOLD: { kind: 'HOUSEHOLD', reverse: false },
  PARENT: { kind: 'PARENT_OF', reverse: true },
  SUBSIDIARY: { kind: 'PARENT_OF', reverse: false },
  BROKER: { kind: 'BROKER_FOR', reverse: true },
  BROKERED: { kind: 'BROKER_FOR', reverse: false },
  REFERRER: { kind: 'REFERRED', reverse: true },
  REFERRED: { kind: 'REFERRED', reverse: false },
} as const;

export type Role = keyof typeof ROLES;

/** The role of the other one in a relation. */
export function roleOf({ kind, is_first }: Pick<CustomerRelation, 'kind' | 'is_first'>): Role {
  if (kind === 'HOUSEHOLD') return 'HOUSEHOLD';
  const found = (Object.entries(ROLES) as [Role, { kind: string; reverse: boolean }][]).find(([, each]) => each.kind === kind && each.reverse !== is_first);
  return found?.[0] ?? 'HOUSEHOLD';
}

/** Who gets the quotes and invoices of the customer, where that is somebody else. */
export const payerOf = (relations: CustomerRelation[] | undefined): CustomerRelation | undefined =>
  relations?.find((each) => each.state === 'ACTIVE' && roleOf(each) === 'PAYER');
