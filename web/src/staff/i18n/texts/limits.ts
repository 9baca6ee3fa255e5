import type { Texts } from '../pairs';

export const limitTexts = {
  limits: {
    title: ['Price limits', 'Limites de prix'], hint: ['From where on a price is questioned, and what each role may grant alone', 'À partir d’où un prix est remis en question, et ce que chaque rôle peut accorder seul'], saved: ['Limits saved', 'Limites enregistrées'],
    senders: ['What each role may grant alone', 'Ce que chaque rôle peut accorder seul'], senders_hint: ['Beyond it somebody with wider limits has to approve. Administrators may grant anything.', 'Au-delà, une personne aux limites plus larges doit approuver. Les administrateurs peuvent tout accorder.'],
    distances: ['Distances', 'Distances'], local_km: ['Local work, below', 'Travail local, moins de'],
    no_quotes: ['makes no quotes', 'ne fait pas de soumissions'],
    most_discount: ['Discount, at most', 'Rabais, au plus'], least_margin: ['Margin, at least', 'Marge, au moins'],
    figures: ['Where findings begin', 'Où commencent les constats'], shipped: ['Shipped: %{value}', 'Valeur livrée : %{value}'],
    levels: ['How serious findings are', 'Gravité des constats'], levels_hint: ['A finding can be taken more seriously than shipped, never less. What blocks stays blocking.', 'Un constat peut être traité plus sévèrement que prévu, jamais moins. Ce qui bloque reste bloquant.'],
    figure: {
      days_ahead: ['Service date doubted after', 'Date de service douteuse après'], least_hours: ['Hours, at least of the formula’s', 'Heures, au moins de la formule'], most_hours: ['Hours, at most of the formula’s', 'Heures, au plus de la formule'],
      least_density: ['Pounds a cubic foot, at least', 'Livres par pied cube, au moins'], most_density: ['Pounds a cubic foot, at most', 'Livres par pied cube, au plus'], most_volume_cuft: ['Volume, at most', 'Volume, au plus'],
      most_detour: ['Road, times the straight line', 'Route, fois la ligne droite'], most_override: ['Change of a unit price, at most', 'Changement d’un prix unitaire, au plus'], least_saving: ['Other periods cheaper by', 'Autres périodes moins chères de'],
      most_days: ['Longest hire', 'Location la plus longue'],
    },
    code: {
      P01: ['Total or line below zero', 'Total ou ligne sous zéro'], P02: ['Discount or deposit too large', 'Rabais ou acompte trop grand'], P03: ['Service date', 'Date de service'], P04: ['Hours against the formula', 'Heures selon la formule'], P05: ['Crew too small', 'Équipe trop petite'],
      P06: ['Density or volume', 'Densité ou volume'], P07: ['Distance', 'Distance'], P08: ['Unit price overridden', 'Prix unitaire modifié'], P09: ['Unusual price', 'Prix inhabituel'], P10: ['Line without tax rule', 'Ligne sans règle de taxe'], P11: ['Discount, margin, cost', 'Rabais, marge, coût'],
      P12: ['Yearly hire too dear', 'Location annuelle trop chère'], P13: ['Other periods cheaper', 'Autres périodes moins chères'], P14: ['Days, quantity, hours', 'Jours, quantité, heures'], P15: ['Promise or exception', 'Promesse ou exception'],
    },
  },
  selling: {
    title: ['Cards and capacity', 'Cartes et capacité'], hint: ['Where deposits are paid, and how much of each day is sold', 'Où se paient les acomptes, et combien se vend chaque jour'],
    accounts: ['Cards', 'Cartes'], set: ['Set up an account', 'Configurer un compte'], was_set: ['Account set up', 'Compte configuré'], stop: ['Take out of use', 'Mettre hors service'], stopped: ['Account out of use', 'Compte hors service'], active: ['In use', 'En service'], inactive: ['Out of use', 'Hors service'],
    no_account: ['Cards are not taken yet', 'Les cartes ne sont pas encore acceptées'], no_account_hint: ['Customers then sign without a card; their day is held for 48 hours.', 'Les clients signent alors sans carte; leur journée est retenue 48 heures.'],
    secret_hint: ['Customers type their card on the provider’s own page; no card number comes here. The key is sealed and never shown again.', 'Les clients saisissent leur carte sur la page du prestataire; aucun numéro n’arrive ici. La clé est scellée et n’est plus jamais affichée.'],
    base_url: ['Address of the provider', 'Adresse du prestataire'], secret: ['Secret key', 'Clé secrète'],
    days: ['What a day sells', 'Ce qui se vend par jour'], days_hint: ['A day that is full is not signed for; the customer sees the nearest free ones. An empty day is sold without counting.', 'Une journée complète ne se signe pas; le client voit les plus proches libres. Une journée vide se vend sans compter.'],
    reserve: ['Kept back', 'Réserve'], sold: ['sells trucks: %{trucks}, movers: %{movers}', 'vend camions : %{trucks}, déménageurs : %{movers}'], uncounted: ['not counted', 'non comptée'], days_saved: ['Capacity saved', 'Capacité enregistrée'],
    weekday: { 1: ['Monday', 'Lundi'], 2: ['Tuesday', 'Mardi'], 3: ['Wednesday', 'Mercredi'], 4: ['Thursday', 'Jeudi'], 5: ['Friday', 'Vendredi'], 6: ['Saturday', 'Samedi'], 7: ['Sunday', 'Dimanche'] },
  },
} satisfies Texts;
