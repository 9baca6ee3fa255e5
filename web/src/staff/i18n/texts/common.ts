import type { Texts } from '../pairs';

export const commonTexts = {
  action: {
    do: ['Actions', 'Actions'],
    save: ['Save', 'Enregistrer'], cancel: ['Cancel', 'Annuler'], close: ['Close', 'Fermer'], back: ['Back', 'Retour'], next: ['Next', 'Suivant'],
    retry: ['Try again', 'Réessayer'], search: ['Search', 'Rechercher'], csv: ['Export CSV', 'Exporter en CSV'], history: ['History', 'Historique'],
    add: ['Add', 'Ajouter'], remove: ['Remove', 'Retirer'], open: ['Open', 'Ouvrir'], edit: ['Edit', 'Modifier'], discard: ['Discard changes', 'Abandonner les modifications'],
    reload: ['Load the newer version', 'Charger la version récente'], apply: ['Apply', 'Appliquer'], clear: ['Clear', 'Effacer'], pdf: ['PDF', 'PDF'], create: ['Create', 'Créer'],
  },
  state: {
    colleague: ['A colleague', 'Un collègue'], other_location: ['Another location', 'Une autre succursale'],
    loading: ['Loading', 'Chargement'], none: ['None', 'Aucun'], yes: ['Yes', 'Oui'], no: ['No', 'Non'], unsaved: ['Unsaved changes', 'Modifications non enregistrées'],
    saved: ['Saved', 'Enregistré'], today: ['Today', 'Aujourd’hui'], more: ['Show more', 'Afficher plus'],
  },
  page: { new: ['New: %{name}', 'Nouveau : %{name}'], edit: ['Edit: %{name}', 'Modifier : %{name}'], missing: ['Nothing here', 'Rien ici'] },
  empty: {
    title: ['Nothing here yet', 'Rien pour l’instant'], filtered: ['Nothing matches', 'Aucun résultat'],
    filtered_hint: ['Change or remove a filter to see more.', 'Modifiez ou retirez un filtre pour en voir plus.'],
  },
  pages: { label: ['Pages of the list', 'Pages de la liste'], size: ['Rows a page', 'Lignes par page'], range: ['%{from}–%{to}', '%{from} à %{to}'], before: ['Page before', 'Page précédente'], after: ['Page after', 'Page suivante'] },
  form: { reason: ['Reason', 'Motif'], required: ['This is needed', 'Ce champ est requis'], check: ['Check the marked fields.', 'Vérifiez les champs signalés.'] },
  error: {
    unreachable: ['The server cannot be reached. Nothing was lost; try again in a moment.', 'Le serveur est injoignable. Rien n’est perdu; réessayez dans un instant.'],
    unexpected: ['Something unexpected happened.', 'Un imprévu s’est produit.'],
    request: ['Request %{id}', 'Requête %{id}'],
  },
  refusal: {
    not_allowed: ['You may not do this', 'Vous n’avez pas ce droit'], changed: ['Somebody changed it since', 'Modifié entre-temps par quelqu’un d’autre'],
    failed: ['This did not work', 'L’opération a échoué'], why: ['Why?', 'Pourquoi?'],
    take_theirs: ['Take the newer version', 'Prendre la version récente'], changed_fields: ['Changed by both: %{fields}. Save again to keep yours.', 'Modifiés des deux côtés : %{fields}. Enregistrez à nouveau pour garder les vôtres.'],
    changed_hint: ['Your changes are kept here. Load the newer version to compare, or try again.', 'Vos modifications sont conservées ici. Chargez la version récente pour comparer, ou réessayez.'],
  },
  theme: { light: ['Light theme', 'Thème clair'], dark: ['Dark theme', 'Thème sombre'] },
  live: { off: ['Live updates paused', 'Mises à jour en pause'] },
  login: {
    title: ['Sign in', 'Connexion'], tagline: ['Command & Control', 'Commandement et contrôle'], email: ['E-mail or username', 'Courriel ou nom d’utilisateur'],
    password: ['Password', 'Mot de passe'], submit: ['Sign in', 'Se connecter'], choose: ['Choose a company', 'Choisissez une entreprise'],
    wrong: ['E-mail or password is not right.', 'Courriel ou mot de passe inexact.'],
    too_many: ['Too many tries. Wait %{seconds} seconds.', 'Trop de tentatives. Attendez %{seconds} secondes.'],
  },
  invitation: {
    title: ['Your account', 'Votre compte'], hint: ['Choose the password you will sign in with.', 'Choisissez le mot de passe avec lequel vous vous connecterez.'],
    password: ['New password', 'Nouveau mot de passe'], again: ['The same once more', 'Le même, encore une fois'], password_hint: ['At least 12 characters; a short sentence is good.', 'Au moins 12 caractères; une courte phrase convient.'],
    submit: ['Open my account', 'Ouvrir mon compte'], not_same: ['The two are not the same', 'Les deux ne sont pas identiques'],
    done: ['Your account is open', 'Votre compte est ouvert'], done_hint: ['Sign in with your e-mail address. If you already had a password, it still counts.', 'Connectez-vous avec votre courriel. Si vous aviez déjà un mot de passe, il reste valable.'],
    gone: ['This invitation no longer works', 'Cette invitation n’est plus valable'], gone_hint: ['It was used already or is older than 7 days. Ask for a new one.', 'Elle a déjà servi ou date de plus de 7 jours. Demandez-en une nouvelle.'],
  },
  account: {
    menu: ['Account', 'Compte'], title: ['My account', 'Mon compte'], switch: ['Switch company', 'Changer d’entreprise'], sessions: ['Sessions', 'Sessions'],
    this_device: ['This device', 'Cet appareil'], end: ['End', 'Terminer'], end_others: ['End all others', 'Terminer toutes les autres'], last_used: ['Last used', 'Dernière utilisation'],
    ended: ['Session ended', 'Session terminée'], rights: ['My rights', 'Mes droits'], device: ['Device', 'Appareil'], profile: ['Profile', 'Profil'],
  },
  menu: {
    label: ['Main navigation', 'Navigation principale'], dashboard: ['Today', 'Aujourd’hui'], sell: ['Sell', 'Vendre'], operate: ['Operate', 'Opérer'], money: ['Money', 'Argent'], control: ['Control', 'Contrôle'],
    lead_board: ['Lead board', 'Tableau des pistes'], dispatch: ['Dispatch board', 'Répartition'], to_bill: ['To bill', 'À facturer'], ledger: ['Ledger', 'Grand livre'],
    audit: ['Audit', 'Audit'], chain: ['Chain', 'Chaîne'], roles: ['Roles', 'Rôles'], support: ['Support sessions', 'Sessions de soutien'], company: ['Company', 'Entreprise'],
  },
  palette: {
    open: ['Search or jump', 'Rechercher ou aller à'], placeholder: ['Search customers, leads, quotes…', 'Rechercher clients, pistes, soumissions…'], page: ['Page', 'Page'], command: ['Command', 'Commande'],
    nothing: ['Nothing found', 'Aucun résultat'], new_lead: ['New lead', 'Nouvelle piste'], new_quote: ['New quote', 'Nouvelle soumission'], new_customer: ['New customer', 'Nouveau client'],
  },
  help: {
    title: ['Keyboard', 'Clavier'],
    group: { everywhere: ['Everywhere', 'Partout'], estimate: ['Estimate', 'Estimation'], customer: ['Customer', 'Client'], duplicates: ['Duplicates and merging', 'Doublons et fusion'], lead: ['Lead', 'Piste'], deal: ['Deals', 'Affaires'], quote: ['Quote', 'Soumission'], dispatch: ['Dispatch board', 'Répartition'], audit: ['Audit', 'Audit'], inbox: ['Inbox', 'Boîte de réception'] },
    key: {
      merge: ['Merge', 'Fusionner'], two: ['Two customers', 'Deux clients'], swap: ['Swap the two', 'Intervertir les deux'], all_fields: ['Equal fields too', 'Aussi les champs égaux'],
      inbox: ['Go to the inbox', 'Aller à la boîte de réception'], answer: ['Answer', 'Répondre'], close_it: ['Close the conversation', 'Fermer la conversation'], snooze: ['Put away', 'Mettre de côté'],
      palette: ['Search or jump', 'Rechercher ou aller à'], search: ['Search in the list', 'Rechercher dans la liste'], help: ['This help', 'Cette aide'], home: ['Go to today', 'Aller à aujourd’hui'],
      leads: ['Go to leads', 'Aller aux pistes'], lead_board: ['Go to the lead board', 'Aller au tableau des pistes'], deals: ['Go to deals', 'Aller aux affaires'], deal_board: ['Go to the deal board', 'Aller au tableau des affaires'], column: ['Move to that column', 'Placer dans cette colonne'], select: ['Select the card', 'Sélectionner la carte'], undo: ['Take the move back', 'Annuler le déplacement'], quote: ['New quote', 'Nouvelle soumission'], new: ['New deal', 'Nouvelle affaire'], customers: ['Go to customers', 'Aller aux clients'], quotes: ['Go to quotes', 'Aller aux soumissions'],
      dispatch: ['Go to the dispatch board', 'Aller à la répartition'], jobs: ['Go to jobs', 'Aller aux contrats'], invoices: ['Go to invoices', 'Aller aux factures'], audit: ['Go to the audit', 'Aller à l’audit'],
      call: ['Record a call', 'Noter un appel'], write: ['Record an e-mail', 'Noter un courriel'], sms: ['Record a text', 'Noter un texto'], plan: ['Plan the next step', 'Prévoir la suite'], note: ['Write a note', 'Écrire une note'], status: ['Change the status', 'Changer le statut'], convert: ['Convert', 'Convertir'],
      explain: ['Explain the total', 'Expliquer le total'], discount: ['Discount', 'Rabais'], send: ['Send', 'Envoyer'], estimate: ['Open the estimate', 'Ouvrir l’estimation'], room: ['Open a room, by its first letters', 'Ouvrir une pièce, par ses premières lettres'], hand_over: ['Hand over to the quote', 'Transmettre à la soumission'], facts: ['Facts of the move', 'Données du déménagement'], pdf: ['Open the PDF', 'Ouvrir le PDF'],
      day: ['Day before, after', 'Jour précédent, suivant'], today: ['Today', 'Aujourd’hui'], assign: ['Assign…', 'Affecter…'], flagged: ['Only flagged', 'Seulement signalés'], close: ['Close', 'Fermer'],
      next: ['Next, previous entry', 'Entrée suivante, précédente'], open: ['Open', 'Ouvrir'], filters: ['Filters', 'Filtres'],
    },
  },
  dashboard: {
    title: ['Today', 'Aujourd’hui'], journeys: ['On the road today', 'Sur la route aujourd’hui'], waiting: ['Leads waiting for a first touch', 'Pistes en attente d’un premier contact'], flags: ['Needs attention', 'À surveiller'],
    open_quotes: ['Quotes waiting for an answer', 'Soumissions en attente de réponse'], until: ['until %{day}', 'jusqu’au %{day}'],
    no_journeys: ['No journeys planned today', 'Aucun trajet prévu aujourd’hui'], no_leads: ['Nobody is waiting', 'Personne n’attend'], no_quotes: ['No quote waits for an answer', 'Aucune soumission n’attend de réponse'], no_flags: ['All clear', 'Rien à signaler'],
    tile: {
 under_way: ['Under way', 'En cours'], completed_today: ['Completed today', 'Terminés aujourd’hui'], unassigned_jobs: ['Unassigned jobs', 'Contrats non affectés'], open_flags: ['Flags', 'Signalements'], open_leads: ['Open leads', 'Pistes ouvertes'],
      leads_new: ['New leads', 'Nouvelles pistes'], leads_waiting: ['Leads waiting', 'Pistes en attente'], quotes_open: ['Open quotes', 'Soumissions ouvertes'], quotes_sent: ['Quotes sent', 'Soumissions envoyées'],
      jobs_today: ['Jobs today', 'Contrats aujourd’hui'], journeys_today: ['Journeys today', 'Trajets aujourd’hui'], trucks_out: ['Trucks out', 'Camions en route'], to_bill: ['To bill', 'À facturer'],
      overdue: ['Overdue', 'En retard'], receivable: ['Receivable', 'À recevoir'], accepted_month: ['Accepted this month', 'Acceptées ce mois-ci'], flags: ['Flags', 'Signalements'],
      unassigned: ['Unassigned', 'Non affectés'], quotes_accepted: ['Quotes accepted', 'Soumissions acceptées'], invoices_open: ['Open invoices', 'Factures ouvertes'],
    },
  },
  support: {
    banner: ['%{name} is looking at this company (read only).', '%{name} consulte cette entreprise (lecture seule).'], banner_detail: ['Reason: %{reason}. Ends in %{time}.', 'Motif : %{reason}. Fin dans %{time}.'],
    leave: ['Leave', 'Quitter'], open: ['Show', 'Afficher'],
  },
} satisfies Texts;
