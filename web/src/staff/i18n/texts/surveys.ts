import type { Texts } from '../pairs';

export const surveyTexts = {
  survey: {
    title: ['Self-survey', 'Autoévaluation'], none: ['The customer can count and photograph the rooms on a phone, by a link good for 14 days.', 'Le client peut compter et photographier ses pièces sur un téléphone, par un lien valable 14 jours.'],
    send: ['Send the link', 'Envoyer le lien'], send_again: ['Send a new link', 'Envoyer un nouveau lien'], by: ['Goes by', 'Envoi par'], to: ['To', 'À'], to_hint: ['Empty: to what is known of the customer', 'Vide : selon la fiche du client'], sent: ['The link is on its way', 'Le lien est parti'],
    sent_to: ['Sent to %{to} on %{at}', 'Envoyé à %{to} le %{at}'], until: ['good until %{day}', 'valable jusqu’au %{day}'], reminders: ['%{smart_count} reminder |||| %{smart_count} reminders', '%{smart_count} rappel |||| %{smart_count} rappels'], submitted: ['Came in on %{at}', 'Reçue le %{at}'],
    review_hint: ['Nothing of this is used before you have looked through it.', 'Rien n’est utilisé avant que vous l’ayez parcourue.'], review: ['Take over into the sheet', 'Reprendre dans la feuille'], reviewed: ['Reviewed: the sheet has these rooms', 'Révisée : la feuille a ces pièces'], pictured: ['Each room has a picture: it counts as a survey.', 'Chaque pièce a une photo : elle compte comme évaluation.'], not_pictured: ['Not each room has a picture: it does not count as a survey.', 'Il manque des photos : elle ne compte pas comme évaluation.'],
    picture: ['Picture of %{room}', 'Photo : %{room}'],
  },
} satisfies Texts;

export const surveyEnums = {
  survey_state: { SENT: ['Sent', 'Envoyée'], OPENED: ['Opened', 'Ouverte'], SUBMITTED: ['Came in', 'Reçue'], REVIEWED: ['Reviewed', 'Révisée'], EXPIRED: ['Expired', 'Échue'] },
} satisfies Texts;
