import { Admin, CustomRoutes, localStorageStore } from 'react-admin';
import { lazy, Suspense } from 'react';
import { Route } from 'react-router';
import { authProvider } from './data/authProvider';
import { dataProvider } from './data/dataProvider';
import { queryClient } from './data/queryClient';
import { i18nProvider } from './i18n';
import './resources';
import { allDefs } from './schema/defineResource';
import { autoResource } from './schema/autoResource';
import { Login } from './screens/Login';
import { AppLayout } from './shell/AppLayout';
import { darkTheme, lightTheme } from './theme';

const Dashboard = lazy(() => import('./screens/Dashboard'));
const LeadBoard = lazy(() => import('./screens/leads/LeadBoard'));
const ActivitiesPage = lazy(() => import('./screens/activities/ActivitiesPage'));
const DealBoard = lazy(() => import('./screens/deals/DealBoard'));
const DispatchBoard = lazy(() => import('./screens/dispatch/DispatchBoard'));
const Duplicates = lazy(() => import('./screens/customers/Duplicates'));
const MergePage = lazy(() => import('./screens/customers/MergePage'));
const ImportsPage = lazy(() => import('./screens/imports/ImportsPage'));
const ImportPage = lazy(() => import('./screens/imports/ImportPage'));
const RoutingPage = lazy(() => import('./screens/routing/RoutingPage'));
const ScoringPage = lazy(() => import('./screens/scores/ScoringPage'));
const SalesPage = lazy(() => import('./screens/forecast/SalesPage'));
const PipelinesPage = lazy(() => import('./screens/pipelines/PipelinesPage'));
const TemplateList = lazy(() => import('./screens/templates/TemplateList'));
const TemplatePage = lazy(() => import('./screens/templates/TemplatePage'));
const SequenceList = lazy(() => import('./screens/sequences/SequenceList'));
const SequencePage = lazy(() => import('./screens/sequences/SequencePage'));
const BulkList = lazy(() => import('./screens/bulk/BulkList'));
const BulkPage = lazy(() => import('./screens/bulk/BulkPage'));
const InboxPage = lazy(() => import('./screens/inbox/InboxPage'));
const ToBill = lazy(() => import('./screens/billing/ToBill'));
const Ledger = lazy(() => import('./screens/billing/Ledger'));
const RolesMatrix = lazy(() => import('./screens/control/RolesMatrix'));
const WhyPage = lazy(() => import('./screens/control/WhyPage'));
const AuditExplorer = lazy(() => import('./screens/control/AuditExplorer'));
const RecordHistory = lazy(() => import('./screens/control/RecordHistory'));
const ChainPage = lazy(() => import('./screens/control/ChainPage'));
const SupportSessions = lazy(() => import('./screens/control/SupportSessions'));
const CompanyPage = lazy(() => import('./screens/control/CompanyPage'));
const Invitation = lazy(() => import('./screens/Invitation'));
const Account = lazy(() => import('./screens/Account'));
const SuperAdmin = lazy(() => import('./screens/superadmin/SuperAdmin'));
const EstimatePage = lazy(() => import('./screens/estimates/EstimatePage'));
const LimitsPage = lazy(() => import('./screens/quotes/LimitsPage'));
const StationeryPage = lazy(() => import('./screens/stationery/StationeryPage'));
const SellingPage = lazy(() => import('./screens/billing/SellingPage'));
const ApprovalsPage = lazy(() => import('./screens/quotes/ApprovalsPage'));
const QuoteEdit = lazy(() => import('./screens/quotes/QuoteEditPage'));

const resources = allDefs().map(autoResource);
const store = localStorageStore(undefined, 'cnc');

export function App() {
  return (
    <Admin
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      store={store}
      theme={lightTheme}
      darkTheme={darkTheme}
      layout={AppLayout}
      loginPage={Login}
      dashboard={Dashboard}
      disableTelemetry
      requireAuth
      title="C&C CRM"
    >
      {resources}
      <CustomRoutes>
        <Route path="/leads/board" element={<LeadBoard />} />
        <Route path="/customers/duplicates" element={<Duplicates />} />
        <Route path="/customers/merge" element={<MergePage />} />
        <Route path="/imports" element={<ImportsPage />} />
        <Route path="/imports/:id" element={<ImportPage />} />
        <Route path="/activities" element={<ActivitiesPage />} />
        <Route path="/deals/board" element={<DealBoard />} />
        <Route path="/dispatch" element={<DispatchBoard />} />
        <Route path="/estimates/:id" element={<EstimatePage />} />
        <Route path="/quotes/:id/edit" element={<QuoteEdit />} />
        <Route path="/approvals" element={<ApprovalsPage />} />
        <Route path="/quote-limits" element={<LimitsPage />} />
        <Route path="/document-templates" element={<StationeryPage />} />
        <Route path="/selling" element={<SellingPage />} />
        <Route path="/inbox/:id?" element={<InboxPage />} />
        <Route path="/templates" element={<TemplateList />} />
        <Route path="/templates/:key" element={<TemplatePage />} />
        <Route path="/bulk-sends" element={<BulkList />} />
        <Route path="/bulk-sends/:id" element={<BulkPage />} />
        <Route path="/sequences" element={<SequenceList />} />
        <Route path="/sequences/:id" element={<SequencePage />} />
        <Route path="/routing" element={<RoutingPage />} />
        <Route path="/lead-scoring" element={<ScoringPage />} />
        <Route path="/sales-figures" element={<SalesPage />} />
        <Route path="/pipelines" element={<PipelinesPage />} />
        <Route path="/to-bill" element={<ToBill />} />
        <Route path="/ledger" element={<Ledger />} />
        <Route path="/roles" element={<RolesMatrix />} />
        <Route path="/why" element={<WhyPage />} />
        <Route path="/audit" element={<AuditExplorer />} />
        <Route path="/history/:entity/:id" element={<RecordHistory />} />
        <Route path="/chain" element={<ChainPage />} />
        <Route path="/support-sessions" element={<SupportSessions />} />
        <Route path="/company" element={<CompanyPage />} />
        <Route path="/account" element={<Account />} />
      </CustomRoutes>
      <CustomRoutes noLayout>
        <Route path="/super-admin/*" element={<SuperAdmin />} />
        <Route path="/invitation/:token" element={<Suspense fallback={null}><Invitation /></Suspense>} />
      </CustomRoutes>
    </Admin>
  );
}
