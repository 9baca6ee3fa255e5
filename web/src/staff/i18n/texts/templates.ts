import type { Texts } from '../pairs';

export const templateTexts = {
  template: {
    title: ['Message templates', 'Modèles de messages'], hint: ['The words of what is sent to customers and colleagues', 'Les mots de ce qui est envoyé aux clients et aux collègues'],
    areas: {
      sales: ['Enquiries', 'Demandes'], quotes: ['Quotes', 'Soumissions'], dispatch: ['Jobs', 'Travaux'], billing: ['Money', 'Argent'], access: ['Colleagues', 'Collègues'], messaging: ['Notifications', 'Avis'],
    },
    shipped: ['As shipped', 'D’origine'], own: ['Own words', 'Mots à nous'], draft: ['Draft', 'Brouillon'], whole_company: ['Whole company', 'Toute l’entreprise'], by_itself: ['Sent by itself', 'Envoyé tout seul'],
    by_act: ['Sent when somebody acts', 'Envoyé quand quelqu’un agit'], switched_on: ['Is sent by itself from now on', 'Sera envoyé tout seul'], switched_off: ['Is not sent by itself any more', 'N’est plus envoyé tout seul'],
    at_places: ['%{smart_count} location says otherwise |||| %{smart_count} locations say otherwise', '%{smart_count} lieu en décide autrement |||| %{smart_count} lieux en décident autrement'],
    place: ['Words for', 'Mots pour'], language: ['Language', 'Langue'], subject: ['Subject', 'Objet'], body: ['Text', 'Texte'], insert: ['Insert', 'Insérer'],
    insert_hint: ['Press one to put it where the cursor is. * must be known, else nothing is sent.', 'Appuyez pour l’insérer au curseur. * doit être connu, sinon rien ne part.'],
    rules: ['{% if word %}…{% endif %} shows a part only when there is something; {% for option in options %}…{% endfor %} goes through a list.', '{% if word %}…{% endif %} montre une partie seulement s’il y a quelque chose ; {% for option in options %}…{% endfor %} parcourt une liste.'],
    save: ['Save draft', 'Enregistrer le brouillon'], saved: ['Draft saved', 'Brouillon enregistré'], publish: ['Publish', 'Publier'], published: ['These words hold now', 'Ces mots ont cours'], save_first: ['Save the draft first', 'Enregistrez d’abord le brouillon'],
    discard: ['Discard draft', 'Abandonner le brouillon'], discarded: ['Draft discarded', 'Brouillon abandonné'], retire: ['Take out of use', 'Mettre hors d’usage'], retired: ['Out of use; the words of the level above hold', 'Hors d’usage ; les mots du niveau supérieur ont cours'],
    test: ['Send to myself', 'M’envoyer un essai'], tested: ['A test is on its way to %{to}', 'Un essai part vers %{to}'], preview: ['Preview', 'Aperçu'], for_customer: ['As this customer gets it', 'Tel que ce client le reçoit'],
    light: ['Light', 'Clair'], dark: ['Dark', 'Sombre'], desk: ['Desk', 'Bureau'], phone: ['Phone', 'Téléphone'], look: ['Look', 'Apparence'], width: ['Width', 'Largeur'],
    heavy: ['Above 100 kB: some mailboxes cut it short.', 'Plus de 100 ko : certaines boîtes le tronquent.'], kilobytes: ['%{n} kB', '%{n} ko'], too_long: ['Too long to be sent: at most 6 segments.', 'Trop long pour être envoyé : 6 segments au plus.'],
    not_theirs: ['This customer gets it in another language.', 'Ce client le reçoit dans une autre langue.'], versions: ['Versions', 'Versions'], no_versions: ['No words of one’s own yet: those of the level above hold.', 'Pas encore de mots à nous : ceux du niveau supérieur ont cours.'],
    version: ['Version %{number}', 'Version %{number}'], published_by: ['%{at}, %{by}', '%{at}, %{by}'], take: ['Put into the editor', 'Reprendre dans l’éditeur'], unreadable: ['It cannot be shown yet.', 'Ne peut pas encore être affiché.'],
  },
} satisfies Texts;

export const templateEnums = {
  words_source: { LOCATION: ['Words of the location', 'Mots du lieu'], COMPANY: ['Words of the company', 'Mots de l’entreprise'], SHIPPED: ['As shipped', 'D’origine'], TYPED: ['As typed', 'Tel que saisi'] },
  version_state: { DRAFT: ['Draft', 'Brouillon'], PUBLISHED: ['In use', 'En usage'], RETIRED: ['Out of use', 'Hors d’usage'] },
} satisfies Texts;
