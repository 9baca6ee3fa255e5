import type { Texts } from '../pairs';

export const quoteTexts = {
  quote: {
    new_hint: ['The price follows as you type; press E to see how it came about', 'Le prix suit la saisie; E montre comment on y arrive'], head: ['Quote', 'Soumission'], work: ['Work', 'Travaux'], access: ['Access', 'Accès'], packing: ['Packing', 'Emballage'], bulky: ['Heavy articles', 'Articles lourds'],
    cover: ['Valuation and storage', 'Protection et entreposage'], machines: ['Machines', 'Machines'], duration: ['Duration', 'Durée'], site: ['Site', 'Chantier'], people: ['People and extras', 'Personnel et suppléments'], charges: ['Fees and services', 'Frais et services'], terms: ['Terms', 'Conditions'],
    price: ['Price', 'Prix'], pricing: ['Pricing', 'Calcul du prix'], price_waits: ['The price appears once the work is filled in.', 'Le prix apparaît dès que les travaux sont décrits.'], no_tariff: ['There is no tariff for this kind of work; without one nothing can be priced.', 'Il n’y a pas de tarif pour ce genre de travail; sans tarif, aucun prix n’est possible.'], not_priced: ['Not yet priced:', 'Pas encore de prix :'], save_draft: ['Save draft', 'Enregistrer le brouillon'], saved: ['Quote saved', 'Soumission enregistrée'], lines: ['Priced lines', 'Lignes chiffrées'],
    subtotal: ['Subtotal', 'Sous-total'], discount: ['Discount', 'Rabais'], total: ['Total', 'Total'], deposit: ['Deposit', 'Acompte'], range: ['Range', 'Fourchette'], margin: ['Margin', 'Marge'], options: ['Options', 'Options'], explain: ['Explain', 'Expliquer'],
    how: ['How it came about: %{name}', 'Comment on y arrive : %{name}'], fold: ['Close %{name}', 'Fermer %{name}'], unfold: ['Open %{name}', 'Ouvrir %{name}'], flags: ['Findings', 'Constats'], type_customer: ['Type a name, phone or e-mail', 'Tapez un nom, un téléphone ou un courriel'],
    send: ['Send', 'Envoyer'], send_title: ['Send %{number}', 'Envoyer %{number}'], sent: ['Quote sent', 'Soumission envoyée'], to: ['To', 'À'], to_hint: ['Empty: the customer’s own address', 'Vide : l’adresse du client'], message: ['Message', 'Message'], withdraw: ['Withdraw', 'Retirer'], withdrawn: ['Quote withdrawn', 'Soumission retirée'],
    new_version: ['New version', 'Nouvelle version'], customer_page: ['Open the customer’s page', 'Ouvrir la page du client'], evidence: ['Signature', 'Signature'], signer: ['Signed by', 'Signé par'], signed_at: ['Signed at', 'Signé le'], method: ['Method', 'Méthode'],
    method_DRAWN: ['Drawn', 'Dessinée'], method_TYPED: ['Typed', 'Tapée'], method_CLICK: ['Clicked', 'Cliquée'],
    field: {
      customer: ['Customer', 'Client'], location: ['Location', 'Succursale'], service_date: ['Service date', 'Date du service'], tariff: ['Tariff', 'Tarif'], estimate: ['Binding', 'Engagement'], language: ['Language', 'Langue'], surveyed: ['A survey was made', 'Une visite a été faite'],
      service: ['Service', 'Service'], basis: ['Priced by', 'Prix selon'], movers: ['Movers', 'Déménageurs'], trucks: ['Trucks', 'Camions'], hours: ['Labour', 'Main-d’œuvre'], hours_low: ['Labour, at least', 'Main-d’œuvre, au moins'], hours_high: ['Labour, at most', 'Main-d’œuvre, au plus'], travel: ['Travel', 'Déplacement'],
      volume: ['Volume', 'Volume'], weight: ['Weight', 'Poids'], distance: ['Distance', 'Distance'], condition: ['Condition', 'Condition'], extent: ['How much', 'Combien'], material: ['Material', 'Matériel'], supplied: ['Supplied', 'Fournis'], packed: ['Packed', 'Emballés'], rented: ['Rented', 'Loués'],
      article: ['Article', 'Article'], count: ['Count', 'Nombre'], valuation: ['Valuation', 'Protection'], declared: ['Declared value', 'Valeur déclarée'], deductible: ['Deductible', 'Franchise'], transit_days: ['Storage in transit', 'Entreposage en transit'],
      machine: ['Machine', 'Machine'], days: ['Days', 'Jours'], sundays: ['Sundays worked', 'Dimanches travaillés'], hours_per_shift: ['Hours a shift', 'Heures par quart'], shift: ['Shift', 'Quart'], time: ['Time', 'Période'], without_operator: ['Without operator', 'Sans opérateur'],
      trailers: ['Trailers', 'Remorques'], trailer_cost: ['Cost a trailer', 'Coût par remorque'], mobilisation: ['Mobilisation, fixed', 'Mobilisation, fixe'], risk: ['Risk', 'Risque'], usage: ['Usage', 'Usage'], persons_fed: ['Persons fed', 'Personnes nourries'],
      persons_housed: ['Persons housed', 'Personnes hébergées'], riggers: ['Riggers', 'Gréeurs'], helpers: ['Helpers', 'Aides'], extra_charge: ['Extra charge', 'Supplément'], deal: ['Payment', 'Paiement'], charge: ['Fee', 'Frais'], quantity: ['Quantity', 'Quantité'], optional: ['The customer may choose it', 'Au choix du client'],
      discount_percent: ['Discount', 'Rabais'], deposit_percent: ['Deposit', 'Acompte'], terms: ['Terms', 'Conditions'],
    },
    basis: { HOURLY: ['The hour', 'À l’heure'], LINEHAUL: ['Distance and weight', 'Distance et poids'], LANE: ['Lane', 'Corridor'], BY_CHARGES: ['Fees alone', 'Frais seulement'] },
    condition: { STAIRS: ['Stairs (flights)', 'Escaliers (volées)'], ELEVATOR: ['Elevator', 'Ascenseur'], CARRY: ['Long carry (ft)', 'Longue distance (pi)'], SHUTTLE: ['Shuttle', 'Navette'], WAITING: ['Waiting', 'Attente'], EXTRA_STOP: ['Extra stop', 'Arrêt supplémentaire'] },
    valuation: { RELEASED: ['Released value', 'Valeur de base'], DECLARED_LUMP: ['Declared lump sum', 'Somme déclarée'], FULL_REPLACEMENT: ['Full replacement', 'Valeur à neuf'], INSURED_ELSEWHERE: ['Insured elsewhere', 'Assuré ailleurs'] },
  },
  rule: {
    travel_none: ['No travel', 'Aucun déplacement'], travel_trip_fee: ['Trip fee (1 h)', 'Frais de déplacement (1 h)'], travel_radius: ['By radius', 'Selon le rayon'], travel_double_drive: ['Double drive time', 'Double temps de route'], travel_port_to_port: ['Yard to yard', 'De cour à cour'],
    packing_carton_small: ['Carton, small', 'Carton, petit'], packing_carton_medium: ['Carton, medium', 'Carton, moyen'], packing_carton_large: ['Carton, large', 'Carton, grand'], packing_carton_wardrobe: ['Wardrobe', 'Garde-robe'],
    fuel_local: ['Fuel, local', 'Carburant, local'], fuel_long: ['Fuel, long distance', 'Carburant, longue distance'], kit_packing: ['Packing kit', 'Trousse d’emballage'], move_flat: ['Flat price', 'Prix forfaitaire'],
  },
} satisfies Texts;
