import { type Page } from '@playwright/test';
import { expect, type Screen } from './look';
import type { Records } from './records';

const button = (name: RegExp) => async (page: Page) => {
  await page.getByRole('main').getByRole('button', { name }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
};

/** The first record of a list, opened. */
const first = (list: string) => async (page: Page) => {
  await page.locator(`main a[href*="${list}/"]`).first().click();
  await expect(page).toHaveURL(new RegExp(`${list}/.`));
};

export const staffScreens = ({ ids, day }: Records): Screen[] => {
  const board = `/dispatch?location=${ids.location}&date=${day}`;
  const record = (path: string, id: string | undefined): Screen[] => (id ? [{ name: path.replace(':id', 'one'), path: path.replace(':id', id) }] : []);
  return [
    { name: 'today', path: '/' },
    { name: 'palette', open: async (page) => { await page.keyboard.press('Control+k'); await page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByRole('textbox')).first().fill('L-2026'); } },
    { name: 'keyboard help', path: '/', open: async (page) => { await page.keyboard.press('?'); await expect(page.getByRole('dialog')).toBeVisible(); } },
    { name: 'account menu', path: '/account', open: async (page) => { await page.getByRole('button', { name: /account|compte/i }).click(); await expect(page.getByRole('menu')).toBeVisible(); } },
    { name: 'inbox', path: '/inbox' },
    ...record('/inbox/:id', ids.conversation),
    { name: 'leads', path: '/leads' },
    { name: 'lead board', path: '/leads/board' },
    { name: 'new lead', path: '/leads/create' },
    ...record('/leads/:id/show', ids.newLead),
    { name: 'lead status', open: button(/^(status|statut)/i) },
    { name: 'lead touch', path: `/leads/${ids.newLead}/show`, open: button(/^(call|appeler)/i) },
    ...record('/estimates/:id', ids.estimate),
    { name: 'activities', path: '/activities' },
    {
      name: 'complete activity',
      open: async (page) => {
        await page.getByRole('button', { name: /^(all planned|toutes celles)/i }).click();
        await button(/^(done|faite)$/i)(page);
      },
    },
    { name: 'deals', path: '/deals' },
    { name: 'deal board', path: '/deals/board' },
    { name: 'routing', path: '/routing' },
    { name: 'routing rule', path: '/routing', open: button(/^(edit|modifier)$/i) },
    { name: 'lead scoring', path: '/lead-scoring' },
    { name: 'sales figures', path: '/sales-figures' },
    { name: 'forecast', path: '/sales-figures?tab=forecast' },
    { name: 'pipelines', path: '/pipelines' },
    { name: 'pipeline', path: '/pipelines', open: button(/^(edit|modifier)$/i) },
    { name: 'notifications', path: '/', open: async (page) => { await page.getByRole('button', { name: /^(notifications|avis), /i }).click(); await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible(); } },
    { name: 'templates', path: '/templates' },
    { name: 'template', path: '/templates/quotes.quote.sent' },
    { name: 'sequences', path: '/sequences' },
    { name: 'sequence', path: '/sequences', open: first('sequences') },
    { name: 'messages to many', path: '/bulk-sends' },
    { name: 'message to many', path: '/bulk-sends', open: first('bulk-sends') },
    { name: 'new deal', path: '/deals/create' },
    ...record('/deals/:id/show', ids.deal),
    { name: 'customers', path: '/customers' },
    { name: 'new customer', path: '/customers/create' },
    ...record('/customers/:id/show', ids.customer),
    ...(ids.related ? [
      { name: 'relations', path: `/customers/${ids.related}/show`, open: async (page: Page) => { await page.getByRole('tab', { name: /^relations$/i }).click(); await expect(page.getByRole('group', { name: /northwind/i })).toBeVisible(); } },
      { name: 'consent', path: `/customers/${ids.related}/show`, open: (page: Page) => page.getByRole('tab', { name: /^consent/i }).click() },
    ] : []),
    { name: 'merge with', open: button(/^(merge|fusionner)$/i) },
    { name: 'duplicates', path: '/customers/duplicates' },
    ...(ids.other ? [{ name: 'merge', path: `/customers/merge?survivor=${ids.customer}&loser=${ids.other}` }] : []),
    { name: 'imports', path: '/imports' },
    ...(ids.fileUp ? [{ name: 'import map', path: `/imports/${ids.fileUp}` }] : []),
    ...(ids.fileChecked ? [{ name: 'import check', path: `/imports/${ids.fileChecked}` }] : []),
    { name: 'quotes', path: '/quotes' },
    {
      name: 'quote builder',
      path: '/quotes/create',
      open: async (page) => {
        await page.getByRole('combobox', { name: /^(customer|client)/i }).fill('Lindqvist');
        await page.getByRole('listbox').getByRole('option').first().click();
        await expect(page.getByRole('button', { name: /^total/i })).toBeVisible();
      },
    },
    { name: 'explained total', open: async (page) => { await page.getByRole('button', { name: /^total/i }).click(); } },
    ...record('/quotes/:id/show', ids.sent),
    { name: 'withdraw quote', open: button(/^(withdraw|retirer)/i) },
    ...record('/quotes/:id/show', ids.signed),
    { name: 'approvals', path: '/approvals' },
    { name: 're-rate', path: `/quotes/${ids.sent}/show`, open: button(/^(re-rate|recalculer au tarif)/i) },
    { name: 'quote-limits', path: '/quote-limits' },
    { name: 'document-templates', path: '/document-templates', codes: true },
    { name: 'selling', path: '/selling' },
    { name: 'tariffs', path: '/tariffs' },
    ...record('/tariffs/:id/show', ids.tariffs),
    { name: 'tariff scope', path: `/tariffs/${ids.tariffs}/show`, open: button(/^(change|modifier)$/i) },
    { name: 'dispatch board', path: board },
    { name: 'journey drawer', path: `${board}&journey=${ids.journey}`, open: async (page) => { await expect(page.getByRole('dialog')).toBeVisible(); } },
    { name: 'assign', path: board, open: button(/^(assign…|affecter…)$/i) },
    { name: 'jobs', path: '/jobs' },
    ...record('/jobs/:id/show', ids.job),
    { name: 'fleet', path: '/equipment' },
    { name: 'new equipment', path: '/equipment/create' },
    ...record('/equipment/:id/show', ids.equipment),
    ...record('/equipment/:id', ids.equipment),
    { name: 'crew', path: '/crew-members' },
    { name: 'new crew member', path: '/crew-members/create' },
    ...record('/crew-members/:id/show', ids['crew-members']),
    ...record('/crew-members/:id', ids['crew-members']),
    { name: 'to bill', path: '/to-bill' },
    { name: 'invoices', path: '/invoices' },
    ...record('/invoices/:id/show', ids.invoices),
    ...(ids.unpaid ? [{ name: 'payment', path: `/invoices/${ids.unpaid}/show`, open: button(/^(take payment|encaisser)/i) }] : []),
    { name: 'payments', path: '/payments' },
    { name: 'ledger', path: '/ledger' },
    { name: 'audit', path: '/audit', codes: true },
    { name: 'history', path: `/history/quote/${ids.sent}`, codes: true },
    { name: 'chain', path: '/chain' },
    { name: 'users', path: '/users' },
    { name: 'new user', path: '/users/create' },
    ...record('/users/:id/show', ids.users),
    ...record('/users/:id', ids.users),
    { name: 'locations', path: '/locations' },
    { name: 'new location', path: '/locations/create' },
    ...record('/locations/:id/show', ids.locations),
    ...record('/locations/:id', ids.locations),
    { name: 'roles', path: '/roles', codes: true },
    { name: 'why', path: '/why', codes: true },
    { name: 'support sessions', path: '/support-sessions' },
    { name: 'company', path: '/company' },
    { name: 'account', path: '/account' },
    { name: 'nothing here', path: '/no-such-page' },
  ];
};

export const OPERATOR_SCREENS: Screen[] = [
  { name: 'companies', path: '/super-admin/companies' },
  { name: 'support session', open: async (page) => { await page.getByRole('row', { name: /ASP/ }).getByRole('button').first().click(); await expect(page.getByRole('dialog')).toBeVisible(); } },
  { name: 'new company', path: '/super-admin/companies/new' },
  { name: 'access log', path: '/super-admin/log', codes: true },
  { name: 'health', path: '/super-admin/health', codes: true },
];

/** Screens of a crane company that a mover's do not show. */
export const craneScreens = ({ ids }: Records): Screen[] => [
  { name: 'crane leads', path: '/leads' },
  { name: 'crane lead board', path: '/leads/board' },
  ...(ids.craneLead ? [{ name: 'crane lead', path: `/leads/${ids.craneLead}/show` }] : []),
  { name: 'site assessments', path: '/site-assessments' },
  ...(ids.site ? [{ name: 'site assessment', path: `/site-assessments/${ids.site}/show` }, { name: 'new lift', open: button(/^(add a lift|ajouter un levage)/i) }] : []),
  ...(ids.signedSite ? [{ name: 'signed site', path: `/site-assessments/${ids.signedSite}/show` }] : []),
  { name: 'crane quotes', path: '/quotes' },
  { name: 'crane quote builder', path: '/quotes/create' },
  ...(ids.craneQuote ? [{ name: 'crane quote', path: `/quotes/${ids.craneQuote}/show` }] : []),
];

export const crewScreens = ({ underWay, toPrepare }: Records): Screen[] => [
  { name: 'crew today', path: '#/today' },
  { name: 'crew journey', path: `#/journeys/${underWay}` },
  { name: 'crew steps', path: `#/journeys/${underWay}/steps` },
  { name: 'crew step', path: `#/journeys/${toPrepare}/steps/1` },
  { name: 'crew step on site', path: `#/journeys/${underWay}/steps/2` },
  { name: 'crew step closed', path: `#/journeys/${underWay}/steps/1` },
  { name: 'crew note', path: `#/journeys/${underWay}`, open: async (page) => { await page.getByRole('button', { name: /^note$/i }).click(); } },
  { name: 'crew photos', path: `#/journeys/${underWay}/media` },
  { name: 'crew outbox', path: '#/outbox' },
  { name: 'crew menu', path: '#/menu' },
];

/** The screens people spend their day on; the quick look goes over these. */
export const MAIN: ReadonlySet<string> = new Set([
  'sign-in', 'today', 'leads', 'lead board', '/leads/one/show', '/customers/one/show', 'quote builder', '/quotes/one/show',
  'dispatch board', 'journey drawer', '/jobs/one/show', 'invoices', '/invoices/one/show', 'payments', 'audit', 'chain', 'users', 'companies', 'new company', 'crew sign-in', 'crew today', 'crew journey', 'crew step', 'open offer', 'signing', 'signed offer',
]);
