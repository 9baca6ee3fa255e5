import type { Texts } from '../pairs';

export const noticeTexts = {
  notice: {
    bell: ['Notifications, %{smart_count} unread', 'Avis, %{smart_count} non lus'], title: ['Notifications', 'Avis'], none: ['Nothing to tell', 'Rien à signaler'], read_all: ['Mark all read', 'Tout marquer comme lu'],
    unread: ['new', 'nouveau'], away: ['Put away: %{text}', 'Ranger : %{text}'], more: ['Show more', 'En voir plus'], preferences: ['What I am told of', 'Ce dont on m’avise'], when: ['When', 'Quand'], saved: ['Saved', 'Enregistré'],
    by: { IN_APP: ['Here', 'Ici'], EMAIL: ['By e-mail', 'Par courriel'] },
  },
} satisfies Texts;
