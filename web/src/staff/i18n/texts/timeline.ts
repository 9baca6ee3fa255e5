import type { Texts } from '../pairs';

export const timelineTexts = {
  timeline: {
    search: ['Search within', 'Chercher dedans'], none: ['Nothing of this kind yet', 'Rien de ce genre pour l’instant'], more: ['Show earlier', 'Afficher plus ancien'], note: ['Note (Ctrl and Enter keeps it)', 'Note (Ctrl et Entrée l’enregistre)'], keep: ['Keep', 'Enregistrer'], noted: ['Noted', 'Noté'], pinned: ['Pinned', 'Épinglé'], pin: ['Pin', 'Épingler'], unpin: ['Unpin', 'Détacher'],
    kind: {
      LEAD: ['Lead', 'Piste'], ESTIMATE: ['Estimate', 'Estimation'], DEAL: ['Deal', 'Affaire'], QUOTE: ['Quote', 'Soumission'], QUOTE_SENT: ['Quote sent', 'Soumission envoyée'], QUOTE_VIEW: ['Quote opened', 'Soumission ouverte'], QUOTE_ACCEPTED: ['Quote accepted', 'Soumission acceptée'], JOB: ['Job', 'Contrat'],
      MESSAGE: ['Message', 'Message'], INVOICE: ['Invoice', 'Facture'], PAYMENT: ['Payment', 'Paiement'], NOTE: ['Note', 'Note'], MERGE: ['Merge', 'Fusion'], CONSENT: ['Consent', 'Consentement'],
    },
  },
} satisfies Texts;

export const timelineEnums = {
  direction: { IN: ['Received', 'Reçu'], OUT: ['Sent', 'Envoyé'] },
  timeline_merge: { MERGED: ['Merged', 'Fusionné'], UNDONE: ['Undone', 'Annulée'] },
  consent_purpose: { SERVICE: ['Service', 'Service'], MARKETING: ['Marketing', 'Publicité'], REVIEW: ['Reviews', 'Avis'], RECORDING: ['Recording', 'Enregistrement'], LOCATION: ['Location', 'Localisation'] },
} satisfies Texts;
