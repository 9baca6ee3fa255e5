import type { Texts } from '../pairs';

export const resourceTexts = {
  leads: {
    name: ['Lead |||| Leads', 'Piste |||| Pistes'], hint: ['Newest first, with the clock counting until the first touch', 'Les plus récentes d’abord; le chronomètre tourne jusqu’au premier contact'], empty: ['New enquiries appear here by themselves.', 'Les nouvelles demandes apparaissent ici d’elles-mêmes.'],
    fields: {
      number: ['Number', 'Numéro'], name: ['Name', 'Nom'], status: ['Status', 'Statut'], priority: ['Priority', 'Priorité'], service_type: ['Service', 'Service'], move_date: ['Move date', 'Déménagement'], origin_city: ['From', 'De'],
      destination_city: ['To', 'Vers'], source: ['Source', 'Source'], assigned_to: ['Owner', 'Responsable'], location_id: ['Location', 'Succursale'], score: ['Score', 'Score'], received_at: ['Received', 'Reçue'], company_name: ['Company', 'Entreprise'], phone: ['Phone', 'Téléphone'], email: ['E-mail', 'Courriel'],
    },
  },
  customers: {
    name: ['Customer |||| Customers', 'Client |||| Clients'], hint: ['Everybody you have sold or quoted to', 'Tous ceux à qui vous avez vendu ou soumissionné'], empty: ['A converted lead becomes a customer.', 'Une piste convertie devient un client.'],
    fields: {
      number: ['Number', 'Numéro'], display_name: ['Name', 'Nom'], kind: ['Kind', 'Genre'], type: ['Type', 'Type'], email: ['E-mail', 'Courriel'], phone: ['Phone', 'Téléphone'], city: ['City', 'Ville'], province: ['Province', 'Province'], language: ['Language', 'Langue'], status: ['Status', 'Statut'], location_id: ['Location', 'Succursale'],
    },
  },
  'site-assessments': {
    name: ['Site assessment |||| Site assessments', 'Visite de chantier |||| Visites de chantier'], hint: ['What a crane meets on a site, and what it has to lift', 'Ce qu’une grue trouve sur un chantier, et ce qu’elle doit lever'], empty: ['Begin one on the page of a lead or a deal.', 'Commencez-en une sur la page d’une piste ou d’une affaire.'],
    fields: {
      number: ['Number', 'Numéro'], title: ['Title', 'Titre'], state: ['State', 'État'], open_stoppers: ['Stops the lift', 'Empêche le levage'], valid_until: ['Valid until', 'Valide jusqu’au'], assigned_to: ['Assessor', 'Évaluateur'], location_id: ['Location', 'Succursale'], created_at: ['Begun', 'Commencée le'],
    },
  },
  deals: {
    name: ['Deal |||| Deals', 'Affaire |||| Affaires'], hint: ['What may be sold, from the first talk to the signature', 'Ce qui peut se vendre, du premier échange à la signature'], empty: ['A converted lead becomes a deal.', 'Une piste convertie devient une affaire.'],
    fields: {
      number: ['Number', 'Numéro'], title: ['Title', 'Titre'], customer_name: ['Customer', 'Client'], stage: ['Stage', 'Étape'], value: ['Value', 'Valeur'], probability: ['Probability', 'Probabilité'], expected_close: ['Expected close', 'Clôture prévue'],
      machine_class: ['Machine', 'Machine'], assigned_to: ['Owner', 'Responsable'], stage_since: ['In this stage since', 'À cette étape depuis'], location_id: ['Location', 'Succursale'],
    },
  },
  quotes: {
    name: ['Quote |||| Quotes', 'Soumission |||| Soumissions'], hint: ['Priced offers, versioned and signable', 'Offres chiffrées, versionnées et signables'], empty: ['Start one from a lead or with “Create”.', 'Commencez à partir d’une piste ou avec « Créer ».'],
    fields: {
      number: ['Number', 'Numéro'], customer_name: ['Customer', 'Client'], kind: ['Kind', 'Genre'], title: ['Title', 'Titre'], status: ['Status', 'Statut'], total: ['Total', 'Total'], valid_until: ['Valid until', 'Valide jusqu’au'], sent_at: ['Sent', 'Envoyée'],
      accepted_at: ['Accepted', 'Acceptée'], location_id: ['Location', 'Succursale'],
    },
  },
  tariffs: {
    name: ['Tariff |||| Tariffs', 'Tarif |||| Tarifs'], hint: ['Dated rules that every price comes from', 'Les règles datées d’où vient chaque prix'], empty: ['Without a tariff nothing can be priced.', 'Sans tarif, aucun prix n’est possible.'],
    fields: { name: ['Name', 'Nom'], kind: ['Kind', 'Genre'], currency: ['Currency', 'Devise'], price_by: ['Priced by', 'Prix selon'], location_id: ['Location', 'Succursale'], reach: ['Distance', 'Distance'] },
  },
  jobs: {
    name: ['Job |||| Jobs', 'Contrat |||| Contrats'], hint: ['The work sold, on a day, at a place', 'Le travail vendu, un jour, à un endroit'], empty: ['An accepted quote becomes a job.', 'Une soumission acceptée devient un contrat.'],
    fields: {
      number: ['Number', 'Numéro'], title: ['Title', 'Titre'], customer_name: ['Customer', 'Client'], kind: ['Kind', 'Genre'], status: ['Status', 'Statut'], date: ['Day', 'Jour'], scheduled_start: ['Scheduled', 'Prévu'], crew_wanted: ['Crew', 'Équipe'], location_id: ['Location', 'Succursale'],
    },
  },
  invoices: {
    name: ['Invoice |||| Invoices', 'Facture |||| Factures'], hint: ['Numbered at issue, never edited after', 'Numérotées à l’émission, jamais modifiées ensuite'], empty: ['Finished jobs stand under “To bill”.', 'Les contrats terminés se trouvent sous « À facturer ».'],
    fields: {
      number: ['Number', 'Numéro'], customer_name: ['Customer', 'Client'], job_number: ['Job', 'Contrat'], status: ['Status', 'Statut'], issue_date: ['Issued', 'Émise le'], due_date: ['Due', 'Échéance'], total: ['Total', 'Total'], balance: ['Balance', 'Solde'],
    },
  },
  payments: {
    name: ['Payment |||| Payments', 'Paiement |||| Paiements'], hint: ['What customers paid, each with its receipt', 'Ce que les clients ont payé, chaque paiement avec son reçu'], empty: ['Payments are recorded on an invoice.', 'Les paiements se consignent sur une facture.'],
    fields: {
      number: ['Receipt', 'Reçu'], customer_name: ['Customer', 'Client'], method: ['Method', 'Mode'], reference: ['Reference', 'Référence'], status: ['Status', 'Statut'], received_at: ['Received', 'Reçu le'], amount: ['Amount', 'Montant'], location_id: ['Location', 'Succursale'],
    },
  },
  equipment: {
    name: ['Equipment |||| Fleet', 'Équipement |||| Flotte'], hint: ['Trucks, cranes and tools', 'Camions, grues et outils'], empty: ['Add the first truck.', 'Ajoutez le premier camion.'],
    fields: {
      number: ['Number', 'Numéro'], name: ['Name', 'Nom'], type: ['Type', 'Type'], category: ['Category', 'Catégorie'], class: ['Class', 'Classe'], status: ['Status', 'Statut'], plate: ['Plate', 'Plaque'], capacity_cuft: ['Capacity (cu ft)', 'Capacité (pi³)'],
      max_lift_t: ['Max. lift (t)', 'Levage max. (t)'], location_id: ['Location', 'Succursale'],
    },
  },
  'crew-members': {
    name: ['Crew member |||| Crew', 'Membre d’équipe |||| Équipes'], hint: ['Who works on journeys', 'Ceux qui travaillent sur les trajets'], empty: ['Add the first crew member.', 'Ajoutez le premier membre d’équipe.'],
    fields: {
      number: ['Number', 'Numéro'], name: ['Name', 'Nom'], position: ['Position', 'Poste'], kind: ['Kind', 'Genre'], status: ['Status', 'Statut'], phone: ['Phone', 'Téléphone'], email: ['E-mail', 'Courriel'], location_id: ['Location', 'Succursale'],
    },
  },
  users: {
    name: ['User |||| Users', 'Utilisateur |||| Utilisateurs'], hint: ['Who signs in to this company', 'Ceux qui se connectent à cette entreprise'], empty: ['Invite the first colleague.', 'Invitez le premier collègue.'],
    fields: { name: ['Name', 'Nom'], email: ['E-mail', 'Courriel'], phone: ['Phone', 'Téléphone'], role_code: ['Role', 'Rôle'], location_id: ['Location', 'Succursale'], status: ['Status', 'Statut'] },
  },
  locations: {
    name: ['Location |||| Locations', 'Succursale |||| Succursales'], hint: ['Corporate and franchise branches', 'Succursales corporatives et franchises'], empty: ['Add the first location.', 'Ajoutez la première succursale.'],
    fields: {
      code: ['Code', 'Code'], name: ['Name', 'Nom'], kind: ['Kind', 'Genre'], status: ['Status', 'Statut'], city: ['City', 'Ville'], province: ['Province', 'Province'], country: ['Country', 'Pays'], timezone: ['Time zone', 'Fuseau horaire'], truck_count: ['Trucks', 'Camions'],
      truck_note: ['Truck note', 'Note sur les camions'], storage_type: ['Storage', 'Entreposage'], storage_note: ['Storage note', 'Note sur l’entreposage'], cx_care: ['CX Care', 'CX Care'],
    },
  },
} satisfies Texts;
