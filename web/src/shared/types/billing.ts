import type { Day, Instant, Money } from './common';
import type { TaxLine } from './quotes';

export const INVOICE_STATUSES = ['DRAFT', 'SENT', 'VIEWED', 'PARTIAL_PAID', 'PAID', 'OVERDUE', 'CANCELLED', 'REFUNDED'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export interface InvoiceRow {
  id: string;
  number: string | null;
  status: InvoiceStatus;
  customer_id: string;
  customer_name: string;
  job_id?: string | null;
  job_number?: string | null;
  location_id?: string | null;
  issue_date?: Day | null;
  due_date?: Day | null;
  total?: Money;
  paid?: Money;
  balance?: Money;
  version: number;
}

export interface Payment {
  id: string;
  /** Of the receipt. */
  number?: string | null;
  method: string;
  amount: Money;
  received_at?: Instant;
  status?: string;
  rounding?: Money | null;
  customer_id?: string;
  customer_name?: string | null;
  reference?: string | null;
  location_id?: string | null;
}

export interface Invoice extends InvoiceRow {
  /** For whom the work was done, where somebody else pays. */
  served_customer_id?: string | null;
  served_customer_name?: string | null;
  items: { id: string; description: string; quantity: string; unit: string; unit_price?: string; total: Money; tax_class?: string }[];
  taxes: (TaxLine & { reason?: string | null })[];
  subtotal?: Money;
  payments: Payment[];
  terms?: string | null;
}

export interface ToBillRow {
  id: string;
  number: string;
  title: string;
  customer_name: string;
  finished_at?: Instant | null;
  age_hours?: number | null;
  /** The draft that waits to be issued. */
  draft_id?: string | null;
  quoted?: Money | null;
  location_id?: string | null;
}

export interface LedgerTransaction {
  id: string;
  at: Instant;
  number?: string | null;
  kind: string;
  description?: string | null;
  entries: { account_code: string; account_name: string; debit?: Money | null; credit?: Money | null }[];
}

export interface TrialBalance {
  accounts: { code: string; name: string; debit?: Money | null; credit?: Money | null }[];
  total_debit?: Money;
  total_credit?: Money;
}
