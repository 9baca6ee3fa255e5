export { INVOICE_STATUSES } from '@shared/types/billing';
export { QUOTE_STATUSES, TARIFF_REACHES } from '@shared/types/quotes';
export { DEAL_STAGES } from '@shared/types/deals';
export { ASSESSMENT_STATES } from '@shared/types/sites';
export { LEAD_STATUSES, PRIORITIES, SERVICE_TYPES, TOUCH_KINDS } from '@shared/types/sales';
export type { AssessmentLine, CrewMember, Customer, DealCard, Equipment, InvoiceRow, JobCard, LeadCard, Location, Payment, QuoteRow, Tariff, User } from '@shared/types';
