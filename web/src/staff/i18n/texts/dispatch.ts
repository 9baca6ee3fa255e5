import type { Texts } from '../pairs';

export const dispatchTexts = {
  dispatch: {
    lanes: ['Trucks of the day', 'Camions du jour'], day_before: ['Day before', 'Jour précédent'], day_after: ['Day after', 'Jour suivant'], date: ['Date', 'Date'], flagged: ['Flagged', 'Signalés'], unassigned: ['Unassigned', 'Non affectés'],
    all_assigned: ['Every job has a truck.', 'Chaque contrat a un camion.'], assign: ['Assign…', 'Affecter…'], assign_title: ['Assign: %{name}', 'Affecter : %{name}'], assign_do: ['Assign', 'Affecter'], assigned: ['Assigned', 'Affecté'], moved: ['Moved', 'Déplacé'], joined: ['Added to the crew', 'Ajouté à l’équipe'],
    start: ['Start', 'Début'], end: ['End', 'Fin'], end_after_start: ['The end must be after the start', 'La fin doit suivre le début'], truck: ['Truck or machine', 'Camion ou machine'], crew: ['Crew', 'Équipe'], crew_count: ['%{have}/%{want} crew', 'équipe %{have}/%{want}'],
    crew_wanted: ['%{count} people', '%{count} personnes'], any_time: ['Any time', 'Toute heure'], busy: ['Busy', 'Occupé'], without_truck: ['No truck', 'Sans camion'], not_ready: ['Not ready', 'Pas prêt'], taken: ['Already taken: %{name}, %{from} – %{to}', 'Déjà pris : %{name}, %{from} – %{to}'],
    no_trucks: ['No trucks here', 'Aucun camion ici'], no_trucks_hint: ['Add trucks under Fleet, or choose another location.', 'Ajoutez des camions sous Flotte, ou choisissez une autre succursale.'], no_crew: ['No crew here', 'Aucune équipe ici'],
    planned: ['Planned', 'Prévu'], window: ['Arrival window', 'Plage d’arrivée'], stops: ['Stops', 'Arrêts'], steps: ['Steps', 'Étapes'], entries: ['Entries', 'Notes de terrain'], lead: ['lead', 'chef'], add_crew: ['Add to the crew', 'Ajouter à l’équipe'], cancel: ['Cancel journey', 'Annuler le trajet'],
    item_done: ['Done:', 'Fait :'], item_open: ['Open:', 'À faire :'], journeys: ['Journeys', 'Trajets'], no_journeys: ['No journey planned yet', 'Aucun trajet prévu'], no_journeys_hint: ['Put a truck and a crew on it on the board.', 'Affectez un camion et une équipe sur le tableau.'],
    nothing_planned: ['Nothing is planned here on this day.', 'Rien n’est prévu ici ce jour-là.'], next_work: ['Next work: %{day}', 'Prochain travail : %{day}'], no_crew_hint: ['Add crew members under Crew.', 'Ajoutez des membres sous Équipe.'], facts: ['Facts', 'Détails'], show_board: ['Show on the board', 'Voir la répartition'],
    no_place: ['No location to show', 'Aucune succursale à afficher'], no_place_hint: ['The board shows one location’s day. Ask an administrator to give you a location.', 'Le tableau montre la journée d’une succursale. Demandez à un administrateur de vous en attribuer une.'],
    no_stops: ['No stops', 'Aucun arrêt'], nobody: ['Nobody assigned yet', 'Personne n’est encore affecté'], cancelled: ['Journey cancelled', 'Trajet annulé'], unchecked: ['It could not be checked which trucks fit; the server checks again when you assign.', 'Impossible de vérifier quels camions conviennent; le serveur vérifiera à l’affectation.'],
    misfit: { paper: ['%{name}: a paper expires before the work ends', '%{name} : un document expire avant la fin du travail'], other_place: ['%{name} is stationed at another location', '%{name} appartient à une autre succursale'], is: ['%{name}: %{what}', '%{name} : %{what}'] },
    steps_count: ['%{have}/%{want} steps', 'étapes %{have}/%{want}'],
    cause: {
      confirmed: ['%{have} of %{want} confirmed', '%{have} sur %{want} confirmés'], not_departed: ['not departed 15 min after the planned time', 'pas parti 15 min après l’heure prévue'],
      not_arrived: ['not arrived at the end of the promised window', 'pas arrivé à la fin de la plage promise'], overrun: ['more than 130 % of the planned time', 'plus de 130 % du temps prévu'],
      unanswered: ['an invitation was not answered in time', 'une invitation est restée sans réponse'], no_media: ['no picture or signature for %{what}', 'ni photo ni signature pour %{what}'],
      late_media: ['registered pictures have not arrived for 24 h', 'des photos annoncées manquent depuis 24 h'],
    },
    act: { depart: ['Depart', 'Partir'], arrive: ['Arrive', 'Arriver'], leave: ['Leave', 'Quitter'], complete: ['Complete', 'Terminer'] },
    step: { start: ['Start', 'Commencer'], complete: ['Complete', 'Terminer'], approve: ['Approve', 'Approuver'], reject: ['Reject', 'Refuser'] },
  },
} satisfies Texts;
