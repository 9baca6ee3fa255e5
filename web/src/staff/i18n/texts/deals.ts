import type { Texts } from '../pairs';

export const dealTexts = {
  deal: {
    board: ['Deal board', 'Tableau des affaires'], board_hint: ['Drag a card, or focus it and press 1–5; X selects several', 'Glissez une carte, ou ciblez-la et appuyez sur 1 à 5; X en sélectionne plusieurs'],
    drag_help: ['Press space to lift the deal, arrows to move it, space to drop it, escape to cancel. The keys 1 to 5 move it to that column.', 'Espace pour soulever l’affaire, flèches pour la déplacer, espace pour la déposer, Échap pour annuler. Les touches 1 à 5 la placent dans cette colonne.'],
    all_owners: ['Everybody', 'Tout le monde'], owner: ['Owner', 'Responsable'], pipeline: ['Pipeline', 'Pipeline'], open_total: ['Open', 'En cours'], no_rate: ['No rate for %{currencies}: no sum in the company’s currency', 'Aucun taux pour %{currencies} : pas de somme dans la devise de l’entreprise'], weighted: ['weighted', 'pondéré'], weighted_title: ['Value times probability', 'Valeur multipliée par la probabilité'],
    rest: ['%{count} more in the list', '%{count} de plus dans la liste'], selected: ['%{smart_count} selected |||| %{smart_count} selected', '%{smart_count} sélectionnée |||| %{smart_count} sélectionnées'], select: ['Select %{name}', 'Sélectionner %{name}'], move_to: ['Move to', 'Déplacer vers'],
    moved: ['%{smart_count} deal moved |||| %{smart_count} deals moved', '%{smart_count} affaire déplacée |||| %{smart_count} affaires déplacées'], undo: ['Undo', 'Annuler'], undone: ['Taken back', 'Déplacement annulé'],
    stayed: ['These deals did not move', 'Ces affaires n’ont pas bougé'], unknown: ['A deal that is not there', 'Une affaire introuvable'], why_lost: ['Why was it lost?', 'Pourquoi est-elle perdue ?'], why_won: ['Why is it won without an accepted quote?', 'Pourquoi est-elle gagnée sans soumission acceptée ?'],
    age: ['%{smart_count} day |||| %{smart_count} days', '%{smart_count} jour |||| %{smart_count} jours'], late: ['Here for longer than usual', 'Ici depuis plus longtemps que d’habitude'],
    new: ['New deal', 'Nouvelle affaire'], new_hint: ['With a customer; a lead becomes a deal when it is converted.', 'Avec un client; une piste devient une affaire à sa conversion.'], create: ['Create deal', 'Créer l’affaire'], created: ['Deal created', 'Affaire créée'], customer: ['Customer', 'Client'], need_customer: ['Choose the customer', 'Choisissez le client'],
    facts: ['Facts', 'Renseignements'], title: ['Title', 'Titre'], value: ['Value', 'Valeur'], fixed: ['Fixed by hand: quotes change it no more', 'Fixée à la main : les soumissions ne la changent plus'], from_quote: ['from the newest quote', 'selon la plus récente soumission'], typed: ['typed', 'saisie'],
    probability: ['Probability', 'Probabilité'], by_hand: ['Set by hand', 'Fixée à la main'], expected_close: ['Expected close', 'Clôture prévue'], source: ['Source', 'Source'], machine: ['Machine', 'Machine'], start: ['Start', 'Début'], days: ['Days', 'Jours'], competitor: ['Competitor', 'Concurrent'], notes: ['Notes', 'Notes'], location: ['Location', 'Succursale'],
    quotes: ['Quotes', 'Soumissions'], no_quotes: ['No quote yet. The first one that is sent says the value.', 'Aucune soumission. La première envoyée dit la valeur.'], add_quote: ['Add a quote of this customer', 'Ajouter une soumission de ce client'], new_quote: ['New quote', 'Nouvelle soumission'], way: ['Way', 'Parcours'], itself: ['by itself', 'de lui-même'], began: ['began in %{to}', 'commencée à %{to}'],
    schedule: ['Schedule the work', 'Planifier le travail'], schedule_text: ['From %{start} to %{end}', 'Du %{start} au %{end}'], no_job: ['The job is on its way.', 'Le contrat est en préparation.'], open_job: ['Open job %{number}', 'Ouvrir le contrat %{number}'], lead: ['Lead %{number}', 'Piste %{number}'],
    none: ['No deal yet', 'Aucune affaire'], list: ['Deals', 'Affaires'], converted: ['Converted to a customer with a deal and a draft quote', 'Convertie en client avec une affaire et une soumission'],
  },
} satisfies Texts;

export const dealEnums = {
  deal_stage: { QUALIFICATION: ['Qualification', 'Qualification'], PROPOSAL: ['Proposal', 'Proposition'], NEGOTIATION: ['Negotiation', 'Négociation'], WON: ['Won', 'Gagnée'], LOST: ['Lost', 'Perdue'] },
  value_source: { TYPED: ['Typed', 'Saisie'], QUOTE: ['Quote', 'Soumission'] },
} satisfies Texts;
