import type { Language } from '@shared/types';

const en = {
  'title': 'What are you moving? – {company}', 'head': 'What are you moving?', 'hello': 'Hello {name}',
  'intro': 'Walk through your rooms, count what goes and take a picture of each room. What you type is kept at once; you can stop and go on until {day}.',
  'room.add': 'Add a room', 'room.kind': 'Kind of room', 'room.empty': 'Nothing goes from here yet.', 'room.items': '{n} pieces',
  'item.add': 'Add something', 'item.hint': 'Type a name, such as “sofa”', 'item.as_typed': 'Add “{name}” as typed', 'item.more': 'One more {name}', 'item.fewer': 'One fewer {name}',
  'photo.take': 'Take a picture', 'photo.more': 'Another picture', 'photo.none': 'No picture yet: with one of each room our price is firmer.', 'photo.sent': 'Sent', 'photo.sending': 'Sending, {percent} %', 'photo.waiting': 'Waiting for the network',
  'photo.again': 'It was broken off. Choose the same picture again, and it goes on where it stopped.', 'photo.failed': 'This picture could not be sent.', 'photo.remove': 'Remove', 'photo.retry': 'Try again', 'photo.type': 'Choose a JPEG, PNG, WebP or HEIC picture.', 'photo.alt': 'Picture of {room}',
  'note.title': 'Anything we should know?', 'note.hint': 'Piano on the third floor, narrow stairs, …',
  'save.saved': 'Kept', 'save.saving': 'Keeping…', 'save.failed': 'Not kept yet. We try again by ourselves.',
  'send': 'Send to {company}', 'send.failed': 'It could not be sent. Nothing is lost: please try again.', 'send.empty': 'Count what goes in at least one room first.', 'send.pictures': 'Some pictures are still on their way. Wait a moment, or remove them.',
  'done.title': 'Thank you, we have it', 'done.text': '{company} looks through what you counted and comes back to you with a price.',
  'load.busy': 'Loading…', 'load.failed': 'The page could not be loaded.', 'load.retry': 'Try again',
  'KITCHEN': 'Kitchen', 'LIVING_ROOM': 'Living room', 'DINING_ROOM': 'Dining room', 'BEDROOM': 'Bedroom', 'KIDS_ROOM': 'Kids’ room', 'OFFICE': 'Office', 'BATHROOM': 'Bathroom', 'LAUNDRY': 'Laundry', 'BASEMENT': 'Basement', 'GARAGE': 'Garage', 'OUTDOOR': 'Outdoor', 'COMMERCIAL': 'Commercial', 'OTHER': 'Other',
} as const;

export type SurveyKey = keyof typeof en;

const fr: Record<SurveyKey, string> = {
  'title': 'Que déménagez-vous ? – {company}', 'head': 'Que déménagez-vous ?', 'hello': 'Bonjour {name}',
  'intro': 'Parcourez vos pièces, comptez ce qui part et prenez une photo de chaque pièce. Ce que vous tapez est conservé aussitôt ; vous pouvez vous arrêter et reprendre jusqu’au {day}.',
  'room.add': 'Ajouter une pièce', 'room.kind': 'Genre de pièce', 'room.empty': 'Rien ne part d’ici pour l’instant.', 'room.items': '{n} objets',
  'item.add': 'Ajouter quelque chose', 'item.hint': 'Tapez un nom, p. ex. « sofa »', 'item.as_typed': 'Ajouter « {name} » tel quel', 'item.more': 'Un {name} de plus', 'item.fewer': 'Un {name} de moins',
  'photo.take': 'Prendre une photo', 'photo.more': 'Une autre photo', 'photo.none': 'Aucune photo : avec une par pièce, notre prix est plus ferme.', 'photo.sent': 'Envoyée', 'photo.sending': 'Envoi, {percent} %', 'photo.waiting': 'En attente du réseau',
  'photo.again': 'L’envoi a été interrompu. Choisissez la même photo de nouveau, il reprendra là où il s’est arrêté.', 'photo.failed': 'Cette photo n’a pas pu être envoyée.', 'photo.remove': 'Retirer', 'photo.retry': 'Réessayer', 'photo.type': 'Choisissez une photo JPEG, PNG, WebP ou HEIC.', 'photo.alt': 'Photo : {room}',
  'note.title': 'Autre chose à nous dire ?', 'note.hint': 'Piano au troisième étage, escalier étroit…',
  'save.saved': 'Conservé', 'save.saving': 'Conservation…', 'save.failed': 'Pas encore conservé. Nous réessayons de nous-mêmes.',
  'send': 'Envoyer à {company}', 'send.failed': 'L’envoi a échoué. Rien n’est perdu : veuillez réessayer.', 'send.empty': 'Comptez d’abord ce qui part d’au moins une pièce.', 'send.pictures': 'Des photos sont encore en route. Attendez un instant, ou retirez-les.',
  'done.title': 'Merci, nous l’avons reçu', 'done.text': '{company} regarde ce que vous avez compté et vous revient avec un prix.',
  'load.busy': 'Chargement…', 'load.failed': 'La page n’a pas pu être chargée.', 'load.retry': 'Réessayer',
  'KITCHEN': 'Cuisine', 'LIVING_ROOM': 'Salon', 'DINING_ROOM': 'Salle à manger', 'BEDROOM': 'Chambre', 'KIDS_ROOM': 'Chambre d’enfant', 'OFFICE': 'Bureau', 'BATHROOM': 'Salle de bain', 'LAUNDRY': 'Buanderie', 'BASEMENT': 'Sous-sol', 'GARAGE': 'Garage', 'OUTDOOR': 'Extérieur', 'COMMERCIAL': 'Commercial', 'OTHER': 'Autre',
};

export type SurveyWords = (key: SurveyKey, values?: Record<string, string | number>) => string;

export const surveyWords = (language: Language): SurveyWords => (key, values = {}) =>
  (language === 'fr' ? fr : en)[key].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
