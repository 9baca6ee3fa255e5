import type { Texts } from '../pairs';

export const salesTexts = {
  address: {
    title: ['Address', 'Adresse'], whole_hint: ['Or the whole address in one line', 'Ou toute l’adresse sur une ligne'], street: ['Street', 'Rue'], city: ['City', 'Ville'], province: ['Province', 'Province'], postal_code: ['Postal code', 'Code postal'], country: ['Country', 'Pays'], floor: ['Floor', 'Étage'], stairs: ['Flights of stairs', 'Volées d’escalier'], elevator: ['Elevator', 'Ascenseur'],
  },
  lead: {
    board_hint: ['Drag a card, or focus it and use space and the arrows', 'Glissez une carte, ou utilisez l’espace et les flèches'], as_list: ['List', 'Liste'], rest: ['%{count} more in the list', '%{count} de plus dans la liste'], waiting: ['Waiting for a first touch', 'En attente d’un premier contact'],
    drag_help: ['Press space to lift the lead, arrows to move it, space to drop it, escape to cancel.', 'Espace pour soulever la piste, flèches pour la déplacer, espace pour la déposer, Échap pour annuler.'],
    change_status: ['Change the status', 'Changer le statut'], status_changed: ['Status changed', 'Statut modifié'], touched: ['Recorded', 'Consigné'], record: ['Record', 'Consigner'], note: ['What was said', 'Ce qui a été dit'], outcome: ['Outcome', 'Résultat'],
    who: ['Who', 'Qui'], what: ['What', 'Quoi'], rental: ['Rental', 'Location'], from: ['From', 'De'], to: ['To', 'Vers'], notes: ['Notes', 'Notes'], new_hint: ['A name, a phone or an e-mail is enough.', 'Un nom, un téléphone ou un courriel suffit.'],
    one_of: ['Give a name, a phone or an e-mail', 'Indiquez un nom, un téléphone ou un courriel'], create: ['Create lead', 'Créer la piste'], created: ['Lead created', 'Piste créée'], converted: ['Converted to a customer with a draft quote', 'Convertie en client avec une soumission'],
    status: ['Status', 'Statut'], write: ['Write', 'Écrire'], call: ['Call', 'Appeler'], convert: ['Convert to quote', 'Convertir en soumission'], has_quote: ['A quote was made from this lead.', 'Une soumission a été faite à partir de cette piste.'],
    duplicates: ['Possible duplicates', 'Doublons possibles'], timeline: ['Timeline', 'Chronologie'], no_touch: ['No contact yet', 'Aucun contact'], no_touch_hint: ['Press C to record a call; that stops the clock.', 'Appuyez sur C pour noter un appel; cela arrête le chronomètre.'],
    field: {
      first_name: ['First name', 'Prénom'], last_name: ['Last name', 'Nom'], phone: ['Phone', 'Téléphone'], email: ['E-mail', 'Courriel'], company_name: ['Company', 'Entreprise'], source: ['Source', 'Source'], service_type: ['Service', 'Service'],
      move_size: ['Size', 'Taille'], move_date: ['Move date', 'Date du déménagement'], priority: ['Priority', 'Priorité'], location_id: ['Location', 'Succursale'], assigned_to: ['Owner', 'Responsable'], machine_class: ['Machine', 'Machine'],
      site_city: ['Site city', 'Ville du chantier'], site_province: ['Site province', 'Province du chantier'], start_date: ['Start', 'Début'], rental_days: ['Days', 'Jours'], shift: ['Shift', 'Quart'], day_night: ['Day or night', 'Jour ou nuit'],
    },
  },
  customer: {
    tab: { overview: ['Overview', 'Aperçu'], timeline: ['Timeline', 'Chronologie'], quotes: ['Quotes', 'Soumissions'], jobs: ['Jobs', 'Contrats'], money: ['Money', 'Argent'], contacts: ['Contacts and sites', 'Contacts et lieux'], relations: ['Relations', 'Relations'], consent: ['Consent', 'Consentement'] },
    balance: ['Balance', 'Solde'], new_hint: ['Existing customers are found while you type.', 'Les clients existants sont trouvés pendant la saisie.'], created: ['Customer created', 'Client créé'], create: ['Create customer', 'Créer le client'],
    matches: ['This may be somebody you know', 'Il s’agit peut-être d’un client connu'], matches_hint: ['Open the existing customer, or say why a new one is right.', 'Ouvrez le client existant ou dites pourquoi il en faut un nouveau.'],
    anyway: ['Create anyway', 'Créer quand même'], use: ['Use this one', 'Utiliser celui-ci'], saved: ['Saved', 'Enregistré'], first_name: ['First name', 'Prénom'], last_name: ['Last name', 'Nom'], company_name: ['Company name', 'Nom de l’entreprise'],
    call: ['Call', 'Appeler'], write: ['Write', 'Écrire'], text_message: ['Text', 'Texter'], next_job: ['Next job', 'Prochain contrat'], last_contact: ['Last contact', 'Dernier contact'], due_since: ['due since %{day}', 'dû depuis le %{day}'], opened: ['opened %{n} times', 'ouverte %{n} fois'], marketing: ['Marketing consent', 'Consentement marketing'], since: ['%{what}, %{at}', '%{what}, %{at}'], no_entry: ['Nothing was recorded', 'Rien n’a été consigné'], addresses: ['Addresses', 'Adresses'],
    proof: ['Proof of consent', 'Preuve de consentement'], proof_json: ['As JSON', 'En JSON'], proof_hint: ['Every entry of every address and number, with wording and audit hash.', 'Chaque inscription de chaque adresse et numéro, avec texte et empreinte d’audit.'],
    notes: ['Notes', 'Notes'], leads: ['Leads', 'Pistes'], new_quote: ['New quote', 'Nouvelle soumission'],
  },
  relation: {
    add: ['Add relation', 'Ajouter une relation'], add_to: ['How does another customer stand to %{name}?', 'Quel est le lien d’un autre client avec %{name} ?'], role: ['The other one', 'L’autre client'], note: ['Note', 'Note'], since: ['since %{at}', 'depuis le %{at}'],
    none: ['No relations', 'Aucune relation'], none_hint: ['Who pays for this customer, who lives with it, whose firm it is, who sent it.', 'Qui paie pour ce client, qui vit avec lui, à quel groupe il appartient, qui l’a envoyé.'],
    payer_hint: ['From now on quotes and invoices go to whoever pays; both see them in their timeline.', 'Dès maintenant, les soumissions et factures vont à qui paie; les deux les voient dans leur chronologie.'],
    paid_by: ['Quotes and invoices go to %{name} (%{number}).', 'Les soumissions et factures vont à %{name} (%{number}).'],
    suggested: ['Suggested', 'Suggéré'], confirm: ['Confirm', 'Confirmer'], confirmed: ['Confirmed', 'Confirmé'], dismiss: ['Not so', 'Ce n’est pas le cas'], dismissed: ['Not suggested again', 'Ne sera plus suggéré'],
    end: ['End', 'Mettre fin'], ended: ['The relation has ended', 'La relation a pris fin'], added: ['Relation added', 'Relation ajoutée'], itself: ['A relation is between two customers.', 'Une relation unit deux clients.'],
  },
  merge: {
    duplicates: ['Duplicates', 'Doublons'], duplicates_hint: ['Pairs that look like one customer. Merging can be undone.', 'Paires qui semblent être un seul client. Une fusion peut être annulée.'], pairs: ['Look alike', 'Se ressemblent'], merges: ['Merged', 'Fusionnés'],
    looks_like: ['Looks like', 'Ressemble à'], score: ['Points', 'Points'], why: ['Why', 'Pourquoi'], two: ['Two customers', 'Deux clients'], compare: ['Compare', 'Comparer'], dismissed: ['The pair is off the list', 'La paire est retirée de la liste'],
    none: ['No pairs that look alike', 'Aucune paire semblable'], none_hint: ['Every new customer is compared with those you have.', 'Chaque nouveau client est comparé à ceux que vous avez.'], no_merges: ['Nothing was merged', 'Aucune fusion'],
    stays: ['Stays', 'Reste'], went: ['Merged into it', 'Fusionné'], goes: ['Goes into it', 'Disparaît'], when: ['When', 'Quand'], undo: ['Undo the merge', 'Annuler la fusion'], undone_at: ['Undone %{at}', 'Annulée le %{at}'],
    undone: ['%{survivor} and %{loser} are two customers again', '%{survivor} et %{loser} sont de nouveau deux clients'], undone_stays: ['Two customers again. Made since the merge, these stay with %{survivor}: %{numbers}', 'De nouveau deux clients. Créés depuis la fusion, ceux-ci restent avec %{survivor} : %{numbers}'],
    title: ['Merge two customers', 'Fusionner deux clients'], hint: ['Choose whose value stays. Limits, holds and blocks: the stricter stays; notes and tags are joined. S swaps the two.', 'Choisissez la valeur qui reste. Limites, suspensions et blocages : la plus stricte reste; notes et étiquettes sont réunies. S intervertit les deux.'],
    fields: ['Field by field', 'Champ par champ'], field: ['Field', 'Champ'], result: ['Afterwards', 'Après'], by_rule: ['by rule', 'selon la règle'], show_equal: ['Equal ones too', 'Aussi les champs égaux'], swap: ['Swap', 'Intervertir'], equal: ['All fields are equal.', 'Tous les champs sont égaux.'],
    behind: ['Behind %{loser} stand: %{list}. They stay as they are and are read with the one that stays.', 'Derrière %{loser} : %{list}. Tout reste tel quel et se lit avec le client qui reste.'], nothing_behind: ['Nothing else belongs to %{loser}.', 'Rien d’autre n’appartient à %{loser}.'],
    behind_kind: { leads: ['leads', 'pistes'], quotes: ['quotes', 'soumissions'], jobs: ['jobs', 'contrats'], invoices: ['invoices', 'factures'], contacts: ['contacts', 'contacts'], points: ['phone numbers and e-mail addresses', 'téléphones et courriels'], addresses: ['addresses', 'adresses'] },
    reason: ['Reason (for the audit trail)', 'Motif (pour le journal d’audit)'], run: ['Merge %{loser} into %{survivor}', 'Fusionner %{loser} avec %{survivor}'], done: ['%{loser} is now part of %{survivor}.', '%{loser} fait maintenant partie de %{survivor}.'],
    merge: ['Merge', 'Fusionner'], with: ['Merge %{name} with…', 'Fusionner %{name} avec…'], may_be: ['This may be the same customer as %{name} (%{number}).', 'C’est peut-être le même client que %{name} (%{number}).'], itself: ['A customer cannot be merged with itself.', 'Un client ne peut être fusionné avec lui-même.'],
  },
} satisfies Texts;
