import type { Texts } from '../pairs';

export const dispatchTexts = {
  dispatch: {
    lanes: ['Trucks of the day', 'Camions du jour'], day_before: ['Day before', 'Jour précédent'], day_after: ['Day after', 'Jour suivant'], date: ['Date', 'Date'], flagged: ['Flagged', 'Signalés'], unassigned: ['Unassigned', 'Non affectés'],
    all_assigned: ['Every job has a truck.', 'Chaque contrat a un camion.'], assign: ['Assign…', 'Affecter…'], assign_title: ['Assign: %{name}', 'Affecter : %{name}'], assign_do: ['Assign', 'Affecter'], assigned: ['Assigned', 'Affecté'], moved: ['Moved', 'Déplacé'],
    start: ['Start', 'Début'], end: ['End', 'Fin'], end_after_start: ['The end must be after the start', 'La fin doit suivre le début'], truck: ['Truck or machine', 'Camion ou machine'], crew: ['Crew', 'Équipe'], crew_count: ['%{have}/%{want} crew', 'équipe %{have}/%{want}'],
    crew_wanted: ['%{count} people', '%{count} personnes'], any_time: ['Any time', 'Toute heure'], busy: ['Busy', 'Occupé'], without_truck: ['No truck', 'Sans camion'], not_ready: ['Not ready', 'Pas prêt'], taken: ['Already taken: %{name}, %{from} – %{to}', 'Déjà pris : %{name}, %{from} – %{to}'],
    no_trucks: ['No trucks here', 'Aucun camion ici'], no_trucks_hint: ['Add trucks under Fleet, or choose another location.', 'Ajoutez des camions sous Flotte, ou choisissez une autre succursale.'], no_crew: ['No crew here', 'Aucune équipe ici'],
    planned: ['Planned', 'Prévu'], window: ['Arrival window', 'Plage d’arrivée'], stops: ['Stops', 'Arrêts'], steps: ['Steps', 'Étapes'], entries: ['Entries', 'Notes de terrain'], lead: ['lead', 'chef'], add_crew: ['Add to the crew', 'Ajouter à l’équipe'], cancel: ['Cancel journey', 'Annuler le trajet'],
    item_done: ['Done:', 'Fait :'], item_open: ['Open:', 'À faire :'], journeys: ['Journeys', 'Trajets'], no_journeys: ['No journey planned yet', 'Aucun trajet prévu'], facts: ['Facts', 'Détails'], show_board: ['Show on the board', 'Voir la répartition'],
    act: { depart: ['Depart', 'Partir'], arrive: ['Arrive', 'Arriver'], leave: ['Leave', 'Quitter'], complete: ['Complete', 'Terminer'] },
    step: { start: ['Start', 'Commencer'], complete: ['Complete', 'Terminer'], approve: ['Approve', 'Approuver'], reject: ['Reject', 'Refuser'] },
  },
} satisfies Texts;
