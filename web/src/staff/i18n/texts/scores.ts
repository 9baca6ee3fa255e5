import type { Texts } from '../pairs';

export const scoreTexts = {
  score: {
    page: ['Lead scoring', 'Notation des pistes'], hint: ['What makes a lead worth a call first, and how often leads like it were won', 'Ce qui fait d’une piste une priorité, et la fréquence à laquelle ses semblables sont gagnées'],
    of: ['%{n} of %{most}', '%{n} sur %{most}'], chance: ['Chance of winning', 'Chance de gagner'], because: ['Moved most by', 'Surtout à cause de'], model_line: ['Model %{n}, trained %{day}', 'Modèle %{n}, entraîné le %{day}'], plot_link: ['How well it holds', 'Sa fiabilité'],
    silence: {
      OFF: ['Probabilities are switched off.', 'Les probabilités sont désactivées.'], TOO_LITTLE_HISTORY: ['No probability yet: too little history.', 'Pas encore de probabilité : trop peu d’historique.'],
      NOT_TRAINED: ['No model is in use. An administrator can train one.', 'Aucun modèle en service. Un administrateur peut en entraîner un.'], SHADOW: ['A model is being watched; it does not hold well enough to be shown.', 'Un modèle est observé; il n’est pas assez fiable pour être montré.'],
    },
    missing: ['Missing: %{leads} closed leads, %{won} won, %{lost} lost', 'Il manque : %{leads} pistes fermées, %{won} gagnées, %{lost} perdues'],
    weights: ['Weights', 'Pondération'], weights_hint: ['Points a lead can get for each criterion; together 100. What takes points away stands apart.', 'Points possibles par critère; 100 au total. Les retraits sont à part.'], sum: ['%{n} of 100', '%{n} sur 100'], sum_wrong: ['Make them come to 100 to save.', 'Ramenez le total à 100 pour enregistrer.'], usual: ['usually %{n}', 'habituellement %{n}'], reset: ['The usual weights', 'Pondération habituelle'],
    shown: ['Show the chance of winning beside the points', 'Montrer la chance de gagner à côté des points'], shown_hint: ['Only while a model holds on leads it never saw. Points stay as they are either way.', 'Seulement tant qu’un modèle tient sur des pistes jamais vues. Les points ne changent pas.'], saved: ['Scoring saved', 'Notation enregistrée'],
    model: ['Model', 'Modèle'], models: ['All models', 'Tous les modèles'], no_model: ['No model yet', 'Aucun modèle'], no_model_hint: ['A model learns from at least 300 closed leads of the last 24 months, 50 won and 50 lost among them. It is trained every week.', 'Un modèle apprend d’au moins 300 pistes fermées des 24 derniers mois, dont 50 gagnées et 50 perdues. Il est entraîné chaque semaine.'],
    enough: ['There is enough history: the next model is trained within a day.', 'L’historique suffit : le prochain modèle est entraîné d’ici un jour.'],
    history: ['%{leads} closed leads, %{won} won, %{lost} lost', '%{leads} pistes fermées, %{won} gagnées, %{lost} perdues'], train: ['Train now', 'Entraîner maintenant'], trained: ['Trained', 'Entraîné'], too_little: ['Too little history for a model', 'Trop peu d’historique pour un modèle'], retire: ['Retire', 'Retirer'], retired: ['Model retired', 'Modèle retiré'],
    plot: ['Reliability', 'Fiabilité'], plot_hint: ['Each dot is a tenth of the looks at leads the model never saw: what it said below, what share was won at the left, with the range in which nine of ten such shares lie. On the line it keeps its word.', 'Chaque point est un dixième des observations de pistes jamais vues : ce qu’il disait en bas, la part gagnée à gauche, avec l’intervalle à 90 %. Sur la ligne, il tient parole.'],
    said: ['Said', 'Annoncé'], happened: ['Won', 'Gagné'], range: ['90 % range', 'Intervalle à 90 %'], count: ['Looks', 'Observations'], bins: ['The same as a table', 'La même chose en tableau'],
    brier: ['Error of the model', 'Erreur du modèle'], base_brier: ['Error of the base rate', 'Erreur du taux de base'], better: ['better by %{n} %', 'meilleur de %{n} %'], calibration_error: ['Off by, on average', 'Écart moyen'], limit: ['at most 5 % to be shown', 'au plus 5 % pour être montré'], base_rate: ['Won on the whole', 'Gagnées en tout'], learned_on: ['Leads: fitted, calibrated, tested', 'Pistes : ajustées, calibrées, testées'],
    features: ['What it goes by', 'Ce sur quoi il se fonde'], features_hint: ['To the right: won more often. To the left: less often.', 'À droite : gagnées plus souvent. À gauche : moins souvent.'], calibration: ['Calibration', 'Calibrage'],
  },
} satisfies Texts;

export const scoreEnums = {
  heat: { HOT: ['Hot', 'Chaude'], WARM: ['Warm', 'Tiède'], COLD: ['Cold', 'Froide'] },
  model_state: { SHADOW: ['Watched', 'Observé'], ACTIVE: ['In use', 'En service'], RETIRED: ['Retired', 'Retiré'] },
  model_reason: { NO_BETTER: ['No better than the base rate', 'Pas meilleur que le taux de base'], NOT_CALIBRATED: ['Promises too much or too little', 'Promet trop ou trop peu'], REPLACED: ['Replaced by a newer one', 'Remplacé par un plus récent'], BY_HAND: ['Retired by hand', 'Retiré à la main'], LIVE_ERROR: ['No longer held', 'Ne tenait plus'] },
  model_moment: { CREATED: ['When it came', 'À l’arrivée'], CONTACTED: ['At the first touch', 'Au premier contact'], ESTIMATED: ['When estimated', 'À l’estimation'], QUOTED: ['When quoted', 'À la soumission'] },
  model_calibration: { LOGISTIC: ['A line, under 1,000 leads', 'Une droite, sous 1 000 pistes'], ISOTONIC: ['Rising steps', 'Paliers croissants'] },
  score_part: { FIT: ['Fit', 'Adéquation'], INTENT: ['Intent', 'Intention'], URGENCY: ['Urgency', 'Urgence'], RELATIONSHIP: ['Relationship', 'Relation'], MINUS: ['Takes away', 'Retraits'] },
  criterion: {
    IN_AREA: ['In the service area', 'Dans le territoire'], OFFERED: ['Service offered', 'Service offert'], SIZE_KNOWN: ['Size or days known', 'Taille ou jours connus'], VALUE: ['Value against the usual', 'Valeur par rapport à l’habituel'], ADDRESSES: ['Both addresses', 'Les deux adresses'],
    ASKED: ['Asked for a quote or called', 'A demandé une soumission ou appelé'], PHONE: ['Good phone', 'Téléphone valide'], ANSWERED: ['Answered or replied', 'A répondu'], OPENED: ['Opened a link or quote', 'A ouvert un lien ou une soumission'], CAME_AGAIN: ['Came again', 'Est revenue'],
    URGENCY: ['Days to the date', 'Jours avant la date'], RELATIONSHIP: ['Known to us', 'Déjà connue'], ATTEMPTS: ['Three attempts, no answer', 'Trois tentatives sans réponse'], FRAUD: ['Open fraud flag', 'Signalement de fraude'],
  },
  score_feature: {
    DATE_WITHIN_14: ['Date within 14 days', 'Date d’ici 14 jours'], DATE_15_TO_60: ['Date in 15 to 60 days', 'Date dans 15 à 60 jours'], DATE_LATER: ['Date in more than 60 days', 'Date dans plus de 60 jours'], REFERRAL: ['Referral', 'Recommandation'], PARTNER: ['Sent by a partner', 'Envoyée par un partenaire'],
    BY_FORM: ['Came by web form', 'Venue par formulaire'], BY_PROVIDER: ['Came from a provider', 'Venue d’un fournisseur'], BY_CALL: ['Came by call', 'Venue par appel'], NO_EMAIL: ['No e-mail', 'Sans courriel'], NO_PHONE: ['No valid phone', 'Sans téléphone valide'], SIZE_KNOWN: ['Size or days known', 'Taille ou jours connus'], BOTH_ADDRESSES: ['Both addresses known', 'Les deux adresses connues'],
    CUSTOMER_BEFORE: ['Customer before', 'Déjà client'], CAME_AGAIN: ['Came again', 'Est revenue'], CALLED_IN: ['Called us', 'Nous a appelés'], ANSWERED: ['Answered', 'A répondu'], OPENED: ['Opened a link or quote', 'A ouvert un lien ou une soumission'], TOUCHED_IN_5_MIN: ['Answered by us within 5 min', 'Réponse de notre part en 5 min'], TOUCHED_IN_HOUR: ['Answered by us within the hour', 'Réponse de notre part dans l’heure'], TOUCHED: ['Answered by us later', 'Réponse de notre part plus tard'],
    UNANSWERED_3: ['Three attempts, no answer', 'Trois tentatives sans réponse'], ESTIMATED: ['Estimated', 'Estimée'], QUOTED: ['Quote sent', 'Soumission envoyée'], OFF_HOURS: ['Came in the evening or on a weekend', 'Venue le soir ou la fin de semaine'], FRAUD_FLAG: ['Open fraud flag', 'Signalement de fraude'], LOCATION: ['Location', 'Succursale'],
  },
} satisfies Texts;
