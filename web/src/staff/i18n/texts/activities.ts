import type { Texts } from '../pairs';

export const activityTexts = {
  activity: {
    title: ['Activities', 'Activités'], mine: ['My activities', 'Mes activités'], none: ['Nothing is planned.', 'Rien n’est prévu.'], none_mine: ['Nothing planned for you', 'Rien de prévu pour vous'], none_hint: ['Plan the next step on the page of a lead or a deal with A.', 'Prévoyez la suite sur la page d’une piste ou d’une affaire avec A.'],
    plan: ['Plan the next step', 'Prévoir la suite'], plan_short: ['Plan', 'Prévoir'], type: ['What', 'Quoi'], subject: ['Subject', 'Objet'], description: ['Details', 'Détails'], when: ['When', 'Quand'], minutes: ['Minutes', 'Minutes'], who: ['Who', 'Qui'], planned: ['Planned', 'Prévue'],
    next: ['Next step', 'Prochaine étape'], no_next: ['No next step for a business day', 'Aucune suite depuis un jour ouvrable'], overdue: ['Overdue', 'En retard'], all: ['All planned ones', 'Toutes celles prévues'], only_mine: ['Mine', 'Les miennes'], today: ['Today', 'Aujourd’hui'], later: ['Later', 'Plus tard'],
    done: ['Done', 'Faite'], complete: ['How did it go?', 'Comment cela s’est-il passé ?'], call_outcome: ['The call', 'L’appel'], outcome: ['What came of it', 'Ce qui en est ressorti'], then: ['And next?', 'Et ensuite ?'], then_none: ['Nothing planned', 'Rien de prévu'], completed: ['Done', 'C’est fait'],
    drop: ['Drop', 'Abandonner'], drop_title: ['Why is it not done?', 'Pourquoi n’est-elle pas faite ?'], move: ['Move', 'Déplacer'], moved: ['Moved', 'Déplacée'],
  },
} satisfies Texts;

export const activityEnums = {
  activity_state: { PLANNED: ['Planned', 'Prévue'], DONE: ['Done', 'Faite'], DROPPED: ['Dropped', 'Abandonnée'] },
  call_outcome: { CONNECTED: ['Connected', 'Joint'], LEFT_VOICEMAIL: ['Left a voicemail', 'Message vocal laissé'], LEFT_MESSAGE: ['Left a message', 'Message laissé'], NO_ANSWER: ['No answer', 'Sans réponse'], BUSY: ['Busy', 'Occupé'], WRONG_NUMBER: ['Wrong number', 'Mauvais numéro'], DISCONNECTED: ['Disconnected', 'Hors service'] },
} satisfies Texts;
