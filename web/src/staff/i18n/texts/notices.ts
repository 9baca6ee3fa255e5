import type { Texts } from '../pairs';

export const noticeTexts = {
  notice: {
    bell: ['Notifications, %{smart_count} unread', 'Avis, %{smart_count} non lus'], title: ['Notifications', 'Avis'], none: ['Nothing to tell', 'Rien à signaler'], read_all: ['Mark all read', 'Tout marquer comme lu'],
    unread: ['new', 'nouveau'], away: ['Put away: %{text}', 'Ranger : %{text}'], more: ['Show more', 'En voir plus'], preferences: ['What I am told of', 'Ce dont on m’avise'], when: ['When', 'Quand'], saved: ['Saved', 'Enregistré'],
    by: { IN_APP: ['Here', 'Ici'], PUSH: ['In the browser', 'Dans le navigateur'], SMS: ['By text', 'Par texto'], EMAIL: ['By e-mail', 'Par courriel'] }, cannot_wait: ['Cannot wait: always told here and in the browser', 'Ne peut attendre : toujours signalé ici et dans le navigateur'],
    when_told: ['When I am told', 'Quand on m’avise'], by_mail: ['By e-mail', 'Par courriel'], by_browser: ['In the browser', 'Dans le navigateur'], quiet: ['Quiet hours', 'Heures de repos'], quiet_from: ['From', 'De'], quiet_until: ['Until', 'À'],
    when_hint: ['In the time of your location (%{zone}). What cannot wait comes to browser and phone at once, at any hour.', 'À l’heure de votre succursale (%{zone}). Ce qui ne peut attendre arrive aussitôt dans le navigateur et au téléphone, à toute heure.'],
    this_browser: ['Tell me in this browser, even while the app is closed', 'M’aviser dans ce navigateur, même quand l’application est fermée'], browsers: ['Browsers that are told', 'Navigateurs avisés'], end_of: ['End: %{device}', 'Terminer : %{device}'],
    since: ['Told since %{at}', 'Avisé depuis le %{at}'], paused: ['Could not be reached; tried again from %{at}', 'Injoignable ; nouvel essai à partir du %{at}'],
    browser: {
      UNABLE: ['This browser cannot be told while the app is closed. On an iPhone, put the app on the home screen first.', 'Ce navigateur ne peut être avisé quand l’application est fermée. Sur un iPhone, ajoutez d’abord l’application à l’écran d’accueil.'],
      FORBIDDEN: ['Notifications are forbidden for this site. Allow them in the browser’s settings, then come back.', 'Les avis sont interdits pour ce site. Autorisez-les dans les réglages du navigateur, puis revenez.'],
      REFUSED: ['The browser did not agree. Allow notifications for this site and try again.', 'Le navigateur n’a pas accepté. Autorisez les avis pour ce site et réessayez.'],
    },
  },
} satisfies Texts;
