import { useLocaleState } from 'react-admin';

/** Sentences that the server writes in English into its answers, in French. */
const FRENCH: Record<string, string> = {
  'In the service area': 'Dans le territoire desservi',
  'Outside the service area': 'Hors du territoire desservi',
  'Distance not known': 'Distance inconnue',
  'Service not known': 'Service inconnu',
  'Value not known': 'Valeur inconnue',
  'Service offered': 'Service offert',
  'Service not offered': 'Service non offert',
  'Size or days known': 'Taille ou jours connus',
  'Value above the usual': 'Valeur au-dessus de l’habituel',
  'Value at least half the usual': 'Valeur d’au moins la moitié de l’habituel',
  'Value below half the usual': 'Valeur sous la moitié de l’habituel',
  'Both addresses known': 'Les deux adresses connues',
  'Asked for a quote or called': 'A demandé une soumission ou appelé',
  'Phone good for a call': 'Téléphone joignable',
  'Answered or replied': 'A répondu',
  'Opened a link, survey or quote': 'A ouvert un lien, un relevé ou une soumission',
  'Came again': 'Est revenu',
  'The date has passed': 'La date est passée',
  'No date': 'Sans date',
  'Finished job before': 'Déjà client',
  Referral: 'Recommandation',
  'Sent by a partner': 'Envoyé par un partenaire',
  'New relationship': 'Nouvelle relation',
  'Three attempts without an answer': 'Trois tentatives sans réponse',
  'Open fraud flag': 'Signalement de fraude ouvert',
  'Carriage is taxed where the goods go.': 'Le transport est taxé là où vont les biens.',
  'Material used in a move is taxed with it, and where it is handed over.': 'Le matériel utilisé est taxé avec le déménagement, là où il est remis.',
  'Goods are taxed where they are handed over.': 'Les biens sont taxés là où ils sont remis.',
  'Work at a site is taxed there.': 'Le travail sur un chantier est taxé sur place.',
  'Services are taxed by the recipient’s address.': 'Les services sont taxés selon l’adresse du destinataire.',
  'Rentals are taxed where they are delivered; beyond three months, where they stay.': 'Les locations sont taxées au lieu de livraison; au-delà de trois mois, là où le bien demeure.',
  'Storage is taxed where it is kept.': 'L’entreposage est taxé là où les biens sont gardés.',
  'A surcharge follows the main class of the bill.': 'Un supplément suit la catégorie principale de la facture.',
  'This is not taxed.': 'Ceci n’est pas taxé.',
};

/** A sentence of the server in a language; as it came where nobody translated it. */
export function sentenceIn(sentence: string, language: string): string {
  if (!language.startsWith('fr')) return sentence;
  const days = /^(\d+) days? to the date$/.exec(sentence);
  return days ? `${days[1]} j avant la date` : (FRENCH[sentence] ?? sentence);
}

export function useSentence(): (sentence: string) => string {
  const [language] = useLocaleState();
  return (sentence) => sentenceIn(sentence, language);
}
