import Badge from '@mui/icons-material/BadgeOutlined';
import Handshake from '@mui/icons-material/HandshakeOutlined';
import Description from '@mui/icons-material/DescriptionOutlined';
import Groups from '@mui/icons-material/GroupsOutlined';
import LocalShipping from '@mui/icons-material/LocalShippingOutlined';
import ManageAccounts from '@mui/icons-material/ManageAccountsOutlined';
import Payments from '@mui/icons-material/PaymentsOutlined';
import Place from '@mui/icons-material/PlaceOutlined';
import PriceChange from '@mui/icons-material/PriceChangeOutlined';
import Landscape from '@mui/icons-material/LandscapeOutlined';
import ReceiptLong from '@mui/icons-material/ReceiptLongOutlined';
import TrackChanges from '@mui/icons-material/PersonSearchOutlined';
import WorkOutline from '@mui/icons-material/WorkOutlineOutlined';
import { lazy } from 'react';
import {
  ASSESSMENT_STATES, DEAL_STAGES, INVOICE_STATUSES, LEAD_STATUSES, PRIORITIES, QUOTE_STATUSES, SERVICE_TYPES, TARIFF_REACHES,
  type AssessmentLine, type CrewMember, type Customer, type DealCard, type Equipment, type InvoiceRow, type JobCard, type LeadCard, type Location, type Payment, type QuoteRow, type Tariff, type User,
} from './vocabulary';
import { defineResource } from '../schema/defineResource';
import { ReceiptCell } from '../screens/billing/ReceiptCell';
import { LeadReceived } from '../screens/leads/LeadClock';

export const leads = defineResource<LeadCard>({
  name: 'leads', icon: TrackChanges, title: 'name', sort: ['received_at', 'DESC'], edit: false,
  fields: [
    { name: 'number', readOnly: true },
    { name: 'name', sortable: false },
    { name: 'status', type: 'enum', kind: 'lead_status', options: LEAD_STATUSES, badge: true, filter: true, sortable: false },
    { name: 'priority', type: 'enum', kind: 'priority', options: PRIORITIES, filter: true, sortable: false, badge: true, fromWidth: 1000 },
    { name: 'service_type', type: 'enum', kind: 'service_type', options: SERVICE_TYPES, filter: true, sortable: false, list: 'hidden' },
    { name: 'company_name', sortable: false, trade: 'CRANE_RENTAL' },
    { name: 'move_date', type: 'day', trade: 'MOVING' },
    { name: 'origin_city', sortable: false, trade: 'MOVING', fromWidth: 880 },
    { name: 'destination_city', sortable: false, trade: 'MOVING', fromWidth: 880 },
    { name: 'source', filter: true, sortable: false, list: 'hidden' },
    { name: 'assigned_to', type: 'user', display: 'assigned_name', filter: true, sortable: false, fromWidth: 780 },
    { name: 'location_id', type: 'location', display: 'location_name', filter: true, list: 'hidden', sortable: false },
    { name: 'score', type: 'number', list: 'hidden' },
    { name: 'received_at', type: 'moment', cell: LeadReceived },
    { name: 'phone', type: 'phone', list: 'hidden', sortable: false },
    { name: 'email', type: 'email', list: 'hidden', sortable: false },
  ],
  overrides: {
    list: lazy(() => import('../screens/leads/LeadList')),
    show: lazy(() => import('../screens/leads/LeadDetail')),
    create: lazy(() => import('../screens/leads/LeadCreate')),
  },
});

export const customers = defineResource<Customer>({
  name: 'customers', icon: Groups, title: 'display_name', sort: ['display_name', 'ASC'], edit: false,
  fields: [
    { name: 'number' },
    { name: 'display_name' },
    { name: 'kind', type: 'enum', kind: 'customer_kind', options: ['PERSON', 'COMPANY'], filter: true, sortable: false, fromWidth: 1100 },
    { name: 'type', type: 'enum', kind: 'customer_type', options: ['RESIDENTIAL', 'COMMERCIAL', 'CONSTRUCTION', 'PROPERTY_DEVELOPER', 'MANUFACTURING', 'GOVERNMENT', 'OTHER'], filter: true, sortable: false, fromWidth: 980 },
    { name: 'email', type: 'email', sortable: false },
    { name: 'phone', type: 'phone', sortable: false },
    { name: 'city', sortable: false, fromWidth: 860, filter: true },
    { name: 'province', sortable: false, list: 'hidden', filter: true },
    { name: 'language', type: 'enum', kind: 'language', options: ['en', 'fr'], sortable: false, list: 'hidden', filter: true },
    { name: 'status', type: 'enum', kind: 'customer_status', options: ['ACTIVE', 'INACTIVE', 'BLOCKED'], badge: true, filter: true, sortable: false },
    { name: 'location_id', type: 'location', filter: true, list: 'hidden', sortable: false },
  ],
  overrides: {
    list: lazy(() => import('../screens/customers/CustomerList')),
    show: lazy(() => import('../screens/customers/CustomerPage')),
    create: lazy(() => import('../screens/customers/CustomerCreate')),
  },
});

export const deals = defineResource<DealCard>({
  name: 'deals', icon: Handshake, title: 'title', sort: ['number', 'DESC'], edit: false,
  fields: [
    { name: 'number' },
    { name: 'title', sortable: false },
    { name: 'customer_name', sortable: false, fromWidth: 700 },
    { name: 'stage', type: 'enum', kind: 'deal_stage', options: DEAL_STAGES, badge: true, filter: true, sortable: false },
    { name: 'value', type: 'money', sortable: false },
    { name: 'probability', type: 'number', sortable: false, fromWidth: 900 },
    { name: 'expected_close', type: 'day', fromWidth: 820 },
    { name: 'machine_class', sortable: false, trade: 'CRANE_RENTAL', fromWidth: 980 },
    { name: 'assigned_to', type: 'user', display: 'assigned_name', filter: true, sortable: false, fromWidth: 760 },
    { name: 'stage_since', type: 'moment', list: 'hidden' },
    { name: 'location_id', type: 'location', display: 'location_name', filter: true, list: 'hidden', sortable: false },
  ],
  overrides: {
    list: lazy(() => import('../screens/deals/DealList')),
    show: lazy(() => import('../screens/deals/DealPage')),
    create: lazy(() => import('../screens/deals/DealCreate')),
  },
});

export const siteAssessments = defineResource<AssessmentLine>({
  name: 'site-assessments', icon: Landscape, title: 'title', sort: ['created_at', 'DESC'], edit: false, create: false, search: false,
  fields: [
    { name: 'number' },
    { name: 'title', sortable: false },
    { name: 'state', type: 'enum', kind: 'assessment_state', options: ASSESSMENT_STATES, badge: true, filter: true, sortable: false },
    { name: 'open_stoppers', type: 'number', sortable: false },
    { name: 'valid_until', type: 'day', sortable: false, fromWidth: 720 },
    { name: 'assigned_to', type: 'user', display: 'assigned_name', filter: true, sortable: false, fromWidth: 820 },
    { name: 'location_id', type: 'location', display: 'location_name', filter: true, list: 'hidden', sortable: false },
    { name: 'created_at', type: 'moment', fromWidth: 900 },
  ],
  overrides: { show: lazy(() => import('../screens/sites/AssessmentPage')) },
});

export const quotes = defineResource<QuoteRow>({
  name: 'quotes', icon: Description, title: 'number', sort: ['number', 'DESC'], edit: false,
  fields: [
    { name: 'number' },
    { name: 'customer_name', sortable: false },
    { name: 'kind', type: 'enum', kind: 'quote_kind', options: ['MOVING', 'CRANE'], filter: true, sortable: false, fromWidth: 940 },
    { name: 'title', sortable: false },
    { name: 'status', type: 'enum', kind: 'quote_status', options: QUOTE_STATUSES, badge: true, filter: true, sortable: false },
    { name: 'total', type: 'money', sortable: false },
    { name: 'valid_until', type: 'day', fromWidth: 820 },
    { name: 'sent_at', type: 'moment', list: 'hidden' },
    { name: 'accepted_at', type: 'moment', list: 'hidden' },
    { name: 'location_id', type: 'location', filter: true, list: 'hidden', sortable: false },
  ],
  overrides: {
    show: lazy(() => import('../screens/quotes/QuotePage')),
    create: lazy(() => import('../screens/quotes/QuoteBuilderPage')),
  },
});

export const tariffs = defineResource<Tariff & { version: number }>({
  name: 'tariffs', icon: PriceChange, title: 'name', sort: ['name', 'ASC'], edit: false, create: false,
  fields: [
    { name: 'name' },
    { name: 'kind', type: 'enum', kind: 'tariff_kind', options: ['MOVING', 'CRANE', 'RENTAL', 'SERVICE'], filter: true, sortable: false },
    { name: 'currency', sortable: false },
    { name: 'price_by', type: 'enum', kind: 'price_by', options: ['QUOTE_DATE', 'SERVICE_DATE'], sortable: false, fromWidth: 760 },
    { name: 'location_id', type: 'location', filter: true, sortable: false, fromWidth: 760 },
    { name: 'reach', type: 'enum', kind: 'tariff_reach', options: TARIFF_REACHES, sortable: false, fromWidth: 900 },
  ],
  overrides: { show: lazy(() => import('../screens/tariffs/TariffPage')) },
});

export const jobs = defineResource<JobCard>({
  name: 'jobs', icon: WorkOutline, title: 'number', sort: ['number', 'DESC'], edit: false, create: false,
  fields: [
    { name: 'number' },
    { name: 'title', sortable: false },
    { name: 'customer_name', sortable: false },
    { name: 'kind', type: 'enum', kind: 'job_kind', options: ['MOVING', 'STORAGE', 'CRANE', 'SERVICE'], filter: true, sortable: false, fromWidth: 820 },
    { name: 'status', type: 'enum', kind: 'job_status', options: ['PENDING', 'SCHEDULED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'], badge: true, filter: true, sortable: false },
    { name: 'date', type: 'day', sortable: false },
    { name: 'scheduled_start', type: 'moment', sortable: false, list: 'hidden' },
    { name: 'crew_wanted', type: 'number', sortable: false },
    { name: 'location_id', type: 'location', filter: true, list: 'hidden', sortable: false },
  ],
  overrides: { show: lazy(() => import('../screens/dispatch/JobPage')) },
});

export const invoices = defineResource<InvoiceRow>({
  name: 'invoices', icon: ReceiptLong, title: 'number', sort: ['number', 'DESC'], edit: false, create: false,
  fields: [
    { name: 'number' },
    { name: 'customer_name', sortable: false },
    { name: 'job_number', sortable: false, fromWidth: 980 },
    { name: 'status', type: 'enum', kind: 'invoice_status', options: INVOICE_STATUSES, badge: true, filter: true },
    { name: 'issue_date', type: 'day', fromWidth: 860 },
    { name: 'due_date', type: 'day' },
    { name: 'total', type: 'money', sortable: false },
    { name: 'balance', type: 'money', sortable: false },
  ],
  overrides: { show: lazy(() => import('../screens/billing/InvoicePage')) },
});

export const payments = defineResource<Payment>({
  name: 'payments', icon: Payments, title: 'number', sort: ['received_at', 'DESC'], edit: false, create: false, show: false,
  fields: [
    { name: 'number', sortable: false, cell: ReceiptCell },
    { name: 'customer_name', sortable: false },
    { name: 'method', type: 'enum', kind: 'payment_method', options: ['CASH', 'CHECK', 'BANK_TRANSFER', 'CARD'], filter: true, sortable: false },
    { name: 'reference', sortable: false, fromWidth: 860 },
    { name: 'status', type: 'enum', kind: 'payment_status', badge: true, sortable: false },
    { name: 'received_at', type: 'moment' },
    { name: 'amount', type: 'money', sortable: false },
    { name: 'location_id', type: 'location', filter: true, list: 'hidden', sortable: false },
  ],
});

export const equipment = defineResource<Equipment>({
  name: 'equipment', icon: LocalShipping, title: 'name', sort: ['number', 'ASC'],
  fields: [
    { name: 'number', readOnly: true },
    { name: 'name', required: true, max: 120 },
    { name: 'type', type: 'enum', kind: 'equipment_type', required: true, initial: 'TRUCK', options: ['TRUCK', 'TRAILER', 'CRANE', 'FORKLIFT', 'DOLLY', 'STRAPS', 'BLANKETS', 'TOOLS', 'OTHER'], filter: true, sortable: false },
    { name: 'category', type: 'code', sortable: false, fromWidth: 940 },
    { name: 'class', type: 'code', sortable: false, list: 'hidden' },
    { name: 'status', type: 'enum', kind: 'equipment_status', initial: 'ACTIVE', options: ['ACTIVE', 'IN_USE', 'MAINTENANCE', 'REPAIR', 'RETIRED', 'SOLD'], badge: true, filter: true },
    { name: 'plate', sortable: false, fromWidth: 800 },
    { name: 'capacity_cuft', type: 'number', sortable: false },
    { name: 'max_lift_t', type: 'number', sortable: false, list: 'hidden' },
    { name: 'location_id', type: 'location', filter: true, sortable: false },
  ],
});

export const crewMembers = defineResource<CrewMember>({
  name: 'crew-members', icon: Badge, title: 'name', sort: ['name', 'ASC'],
  fields: [
    { name: 'number', readOnly: true, sortable: false },
    { name: 'name', required: true, max: 120 },
    { name: 'position', type: 'enum', kind: 'position', required: true, initial: 'MOVER', options: ['DRIVER', 'MOVER', 'OPERATOR', 'RIGGER', 'HELPER', 'LEAD'], filter: true, sortable: false },
    { name: 'kind', type: 'enum', kind: 'crew_kind', initial: 'EMPLOYEE', options: ['EMPLOYEE', 'CONTRACTOR'], filter: true, sortable: false, fromWidth: 900 },
    { name: 'status', type: 'enum', kind: 'crew_status', initial: 'AVAILABLE', options: ['AVAILABLE', 'ASSIGNED', 'ON_LEAVE', 'INACTIVE'], badge: true, filter: true },
    { name: 'phone', type: 'phone', sortable: false },
    { name: 'email', type: 'email', sortable: false, fromWidth: 1060 },
    { name: 'location_id', type: 'location', filter: true, sortable: false, fromWidth: 780 },
  ],
});

const ROLE_CODES = ['ADMIN', 'MANAGER', 'DISPATCHER', 'SALES_AGENT', 'DRIVER', 'MOVER', 'OPERATOR', 'AUDITOR', 'SUPPORT'];

export const users = defineResource<User & { password?: string }>({
  name: 'users', icon: ManageAccounts, title: 'name', sort: ['name', 'ASC'],
  fields: [
    { name: 'name', required: true, max: 120 },
    { name: 'email', type: 'email', required: true },
    { name: 'phone', type: 'phone', sortable: false, list: 'hidden' },
    { name: 'role_code', type: 'enum', kind: 'role', required: true, options: ROLE_CODES, filter: true, sortable: false },
    { name: 'location_id', type: 'location', display: 'location_name', filter: true, sortable: false, fromWidth: 780 },
    { name: 'status', type: 'enum', kind: 'user_status', options: ['INVITED', 'ACTIVE', 'SUSPENDED', 'DISABLED'], badge: true, filter: true, readOnly: true, sortable: false },
  ],
  overrides: { show: lazy(() => import('../screens/control/UserPage')) },
});

export const locations = defineResource<Location>({
  name: 'locations', icon: Place, title: 'name', sort: ['name', 'ASC'],
  fields: [
    { name: 'code', required: true, max: 12 },
    { name: 'name', required: true, max: 120 },
    { name: 'kind', type: 'enum', kind: 'location_kind', required: true, initial: 'CORPORATE', options: ['CORPORATE', 'FRANCHISE'], filter: true, sortable: false, fromWidth: 760 },
    { name: 'status', type: 'enum', kind: 'location_status', options: ['ACTIVE', 'CLOSED'], badge: true, filter: true, initial: 'ACTIVE', sortable: false },
    { name: 'city', sortable: false },
    { name: 'province', sortable: false, fromWidth: 820 },
    { name: 'country', initial: 'CA', sortable: false, list: 'hidden' },
    { name: 'timezone', required: true, initial: 'America/Toronto', sortable: false },
    { name: 'truck_count', type: 'number', sortable: false, fromWidth: 900 },
    { name: 'truck_note', sortable: false, list: 'hidden' },
    { name: 'storage_type', type: 'enum', kind: 'storage_type', options: ['LOCKER', 'POD', 'NONE'], sortable: false, fromWidth: 1000 },
    { name: 'storage_note', sortable: false, list: 'hidden' },
    { name: 'cx_care', type: 'boolean', sortable: false, fromWidth: 1060 },
  ],
});
