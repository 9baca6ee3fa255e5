import type { Pair } from '../../i18n/pairs';

/** Parts of the business by which rights are grouped; named as in the menu. */
export const AREAS = ['sell', 'operate', 'money', 'people', 'control'] as const;
export type Area = (typeof AREAS)[number];

/** What a right can be about: its name by part of the business. */
export const RIGHTS: Record<Area, Record<string, Pair>> = {
  sell: {
    activity: ['Sales activities', 'Activités de vente'], booking: ['Bookings', 'Réservations'], bulk_send: ['Bulk sending', 'Envois groupés'], catalogue: ['Catalogue', 'Catalogue'], chat: ['Chat', 'Clavardage'], complaint: ['Complaints', 'Plaintes'],
    consent: ['Consents', 'Consentements'], conversation: ['Conversations', 'Conversations'], suppression: ['Contacts not written to', 'Contacts à ne pas joindre'], contact_block: ['Blocked contacts', 'Contacts bloqués'], customer: ['Customers', 'Clients'], customer_block: ['Blocking of customers', 'Blocage de clients'], customer_merge: ['Merging of customers', 'Fusion de clients'],
    deal: ['Deals', 'Affaires'], estimate: ['Estimates', 'Estimations'], feedback: ['Feedback', 'Commentaires de clients'], lead: ['Leads', 'Pistes'], letter: ['Letters', 'Lettres'], message: ['Messages', 'Messages'], quote: ['Quotes', 'Soumissions'], rating: ['Ratings', 'Évaluations'],
    recording: ['Call recordings', 'Enregistrements d’appels'], routing: ['Lead routing', 'Attribution des pistes'], sales_target: ['Sales targets', 'Objectifs de vente'], score_model: ['Lead scoring', 'Notation des pistes'], sender: ['Senders', 'Expéditeurs'], sequence: ['Message sequences', 'Séquences de messages'],
    site_assessment: ['Site assessments', 'Visites de chantier'],
  },
  operate: {
    capacity: ['Capacity', 'Capacité'], device: ['Phones', 'Téléphones'], mobile_operation: ['Work sent by phones', 'Travail envoyé par téléphone'], critical_lift: ['Critical lifts', 'Levages critiques'], defect: ['Defects', 'Défectuosités'], equipment: ['Equipment', 'Équipement'], equipment_cost: ['Costs of equipment', 'Coûts de l’équipement'], hold: ['Holds', 'Mises en attente'],
    inspection: ['Inspections', 'Inspections'], job: ['Jobs', 'Contrats'], journey: ['Journeys', 'Trajets'], lift: ['Lifts', 'Levages'], load_chart: ['Load charts', 'Abaques de charge'], maintenance: ['Maintenance', 'Entretien'], material: ['Packing material', 'Matériel d’emballage'],
    media: ['Pictures and documents', 'Photos et documents'], schedule: ['Calendar', 'Calendrier'], service: ['Services', 'Services'], stock: ['Stock', 'Stocks'], storage: ['Storage', 'Entreposage'], storage_booking: ['Storage bookings', 'Réservations d’entreposage'],
    supplier: ['Suppliers', 'Fournisseurs'], task: ['Tasks', 'Tâches'], violation: ['Violations', 'Infractions'], workflow: ['Workflows', 'Modèles de travail'],
  },
  money: {
    billing_setting: ['Billing settings', 'Réglages de facturation'], credit_note: ['Credit notes', 'Notes de crédit'], credit_term: ['Credit terms', 'Conditions de crédit'], dispute: ['Disputes', 'Litiges'], dunning: ['Reminders of payment', 'Rappels de paiement'], formula: ['Price formulas', 'Formules de prix'],
    invoice: ['Invoices', 'Factures'], job_cost: ['Job costs', 'Coûts des contrats'], ledger: ['Ledger', 'Grand livre'], payment: ['Payments', 'Paiements'], price: ['Prices', 'Prix'], refund: ['Refunds', 'Remboursements'], rule: ['Price rules', 'Règles de prix'],
    settlement: ['Settlements', 'Règlements'], tariff: ['Tariffs', 'Tarifs'], tax: ['Taxes', 'Taxes'], trust: ['Trust money', 'Fonds en fiducie'],
  },
  people: {
    absence: ['Absences', 'Absences'], certification: ['Certifications', 'Certifications'], crew: ['Crew', 'Équipes'], payroll: ['Payroll', 'Paie'], performance: ['Performance', 'Rendement'], shift: ['Shifts', 'Quarts de travail'], time: ['Working time', 'Temps de travail'],
  },
  control: {
    approval: ['Approvals', 'Approbations'], audit: ['Audit', 'Audit'], company: ['Company', 'Entreprise'], dashboard: ['Dashboards', 'Tableaux de bord'], import: ['Imports', 'Importations'], integration: ['Integrations', 'Intégrations'], key: ['API keys', 'Clés d’API'],
    kpi: ['Key figures', 'Indicateurs'], location: ['Locations', 'Succursales'], notification: ['Notifications', 'Notifications'], policy: ['Policies', 'Politiques'], privacy: ['Privacy', 'Vie privée'], report: ['Reports', 'Rapports'], role: ['Roles', 'Rôles'], saved_view: ['Saved views', 'Vues enregistrées'], session: ['Sessions', 'Sessions'],
    setting: ['Settings', 'Réglages'], tag: ['Tags', 'Étiquettes'], template: ['Templates', 'Modèles de textes'], ui: ['Look of the app', 'Apparence de l’application'], user: ['Users', 'Utilisateurs'], webhook: ['Webhooks', 'Webhooks'],
  },
};

/** What a right is about, in the reader's language; its own words where nobody named it. */
export function rightName(resource: string, language: string): string {
  const pair = AREAS.map((area) => RIGHTS[area][resource]).find((found) => found !== undefined);
  const words = resource.replaceAll('_', ' ');
  return pair ? pair[language.startsWith('fr') ? 1 : 0] : words.charAt(0).toUpperCase() + words.slice(1);
}

/** What rights are about, by part of the business, in the order of the alphabet that the reader knows. */
export function groupedRights(resources: Iterable<string>, language: string): { area: Area; rights: { resource: string; name: string }[] }[] {
  const wanted = [...new Set(resources)];
  const areaOf = (resource: string): Area => AREAS.find((area) => resource in RIGHTS[area]) ?? 'control';
  return AREAS
    .map((area) => ({
      area,
      rights: wanted.filter((resource) => areaOf(resource) === area).map((resource) => ({ resource, name: rightName(resource, language) })).sort((a, b) => a.name.localeCompare(b.name, language)),
    }))
    .filter(({ rights }) => rights.length > 0);
}
