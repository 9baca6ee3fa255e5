import type { Texts } from '../pairs';

export const bulkTexts = {
  bulk: {
    title: ['Messages to many', 'Messages à plusieurs'], hint: ['One message to a segment: the list is frozen and counted before anybody presses send', 'Un message à un segment : la liste est figée et comptée avant l’envoi'], new: ['New message', 'Nouveau message'], none: ['No message to many yet', 'Aucun message à plusieurs'],
    none_hint: ['Choose a segment of your customers, write, look at the counts, send.', 'Choisissez un segment de vos clients, rédigez, regardez les comptes, envoyez.'], no_segments: ['Keep filters of the customers as a segment first.', 'Gardez d’abord des filtres de clients comme segment.'], to_customers: ['To the customers', 'Vers les clients'],
    name: ['Name', 'Nom'], channel: ['By', 'Par'], purpose: ['What for', 'But'], segment: ['Segment', 'Segment'], location: ['Only customers of', 'Seulement les clients de'], whole_company: ['Whole company', 'Toute l’entreprise'], per_minute: ['Messages a minute', 'Messages par minute'], begin: ['Begin', 'Commencer'],
    audience: ['Audience', 'Destinataires'], content: ['Words', 'Mots'], subject: ['Subject', 'Objet'], body: ['Text', 'Texte'], words_hint: ['{{ customer }}, {{ company }} and {{ company_phone }} are filled in. Mail gets your name, address and a way to end it by itself.', '{{ customer }}, {{ company }} et {{ company_phone }} sont remplis. Le courriel reçoit d’office votre nom, votre adresse et un moyen d’y mettre fin.'],
    variant: ['Variant %{variant}', 'Variante %{variant}'], add_b: ['Try a second variant', 'Essayer une seconde variante'], drop_b: ['Only one variant', 'Une seule variante'], save: ['Save', 'Enregistrer'], saved: ['Saved; check it anew', 'Enregistré ; à vérifier de nouveau'],
    check: ['Check', 'Vérifier'], check_again: ['Check anew', 'Vérifier de nouveau'], checking: ['The list is being frozen: %{n} so far', 'La liste se fige : %{n} jusqu’ici'], checked_at: ['Frozen %{at}', 'Figée %{at}'], will_get: ['%{smart_count} gets it |||| %{smart_count} get it', '%{smart_count} le reçoit |||| %{smart_count} le reçoivent'],
    not_getting: ['Do not get it', 'Ne le reçoivent pas'], without_point: ['No address or number', 'Sans adresse ni numéro'], doubles: ['Shared by several customers, sent once', 'Partagés par plusieurs clients, envoyés une fois'], approve: ['Say yes', 'Approuver'], approved: ['Approved', 'Approuvé'], approved_by: ['%{name} said yes, %{at}', '%{name} a approuvé, %{at}'],
    needs_approval: ['This goes to more than 1,000: somebody else than who made it has to say yes.', 'Plus de 1 000 destinataires : une autre personne que l’auteur doit approuver.'], start: ['Send to %{n}', 'Envoyer à %{n}'], go_on: ['Go on', 'Continuer'], started: ['On its way', 'En route'], pause: ['Pause', 'Pause'], paused: ['Paused', 'En pause'], stop: ['Stop for good', 'Arrêter pour de bon'], stopped: ['Stopped', 'Arrêté'],
    progress: ['%{done} of %{all} written', '%{done} sur %{all} écrits'], what_became: ['What became of them', 'Ce qu’ils sont devenus'], delivered: ['Delivered', 'Remis'], answered: ['Answered within 7 days', 'Réponses en 7 jours'], between: ['%{share}, between %{low} and %{high}', '%{share}, entre %{low} et %{high}'],
    better: ['%{variant} is better: by %{difference} points (%{low} to %{high})', '%{variant} est meilleure : de %{difference} points (%{low} à %{high})'], not_better: ['No difference beyond chance: %{difference} points (%{low} to %{high})', 'Pas de différence au-delà du hasard : %{difference} points (%{low} à %{high})'], made_by: ['by %{name}', 'par %{name}'],
  },
  segment: {
    title: ['Segments', 'Segments'], hint: ['Filters under a name, counted now', 'Filtres sous un nom, comptés maintenant'], none: ['No segment yet. Filter the list, then keep the filter here.', 'Aucun segment. Filtrez la liste, puis gardez le filtre ici.'], keep: ['Keep the filter', 'Garder le filtre'], name: ['Name', 'Nom'], scope: ['Seen by', 'Vu par'], location: ['Location', 'Succursale'], kept: ['Segment kept', 'Segment gardé'],
    nothing: ['The list is not filtered: the segment would be every customer.', 'La liste n’est pas filtrée : le segment serait tous les clients.'], apply: ['Show', 'Afficher'], remove: ['Remove %{name}', 'Retirer %{name}'], removed: ['Segment removed', 'Segment retiré'], count: ['%{smart_count} customer |||| %{smart_count} customers', '%{smart_count} client |||| %{smart_count} clients'], write: ['Write to them', 'Leur écrire'], everybody: ['Every customer', 'Tous les clients'],
  },
  delivery: {
    down: { EMAIL: ['Mail cannot leave since %{since}.', 'Les courriels ne partent plus depuis %{since}.'], SMS: ['Texts from %{address} cannot leave since %{since}.', 'Les textos du %{address} ne partent plus depuis %{since}.'] },
    waiting: ['%{smart_count} waits; nothing is lost. |||| %{smart_count} wait; nothing is lost.', '%{smart_count} attend ; rien n’est perdu. |||| %{smart_count} attendent ; rien n’est perdu.'], trial: ['Next try %{at}.', 'Prochain essai %{at}.'],
  },
} satisfies Texts;

export const bulkEnums = {
  bulk_state: { DRAFT: ['Draft', 'Brouillon'], CHECKING: ['Being checked', 'En vérification'], CHECKED: ['Checked', 'Vérifié'], RUNNING: ['On its way', 'En route'], PAUSED: ['Paused', 'En pause'], DONE: ['Done', 'Terminé'], CANCELLED: ['Stopped', 'Arrêté'] },
  segment_scope: { OWN: ['Only me', 'Moi seulement'], LOCATION: ['A location', 'Une succursale'], COMPANY: ['Everybody', 'Tout le monde'] },
  bulk_reason: { STOPPED: ['stopped before', 'arrêté avant'], TOO_LONG: ['too long as a text', 'trop long pour un texto'], MISSING_VARIABLE: ['something was missing', 'il manquait quelque chose'], NO_WORDS: ['no words in their language', 'pas de mots dans leur langue'] },
} satisfies Texts;
