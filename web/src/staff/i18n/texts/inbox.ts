import type { Texts } from '../pairs';

export const inboxTexts = {
  inbox: {
    title: ['Inbox', 'Boîte de réception'], hint: ['What customers write, over all channels', 'Ce qu’écrivent les clients, tous canaux confondus'],
    list: ['Conversations', 'Conversations'], none: ['No conversations here', 'Aucune conversation ici'], choose: ['Choose a conversation', 'Choisissez une conversation'],
    choose_hint: ['j and k go through the list.', 'j et k parcourent la liste.'], back: ['Back to the list', 'Retour à la liste'], unread: ['%{count} unread', '%{count} non lus'], more: ['Show more', 'En voir plus'],
    state: ['State', 'État'], all: ['All', 'Toutes'], mine: ['Mine only', 'Les miennes'], search: ['Search', 'Rechercher'], unknown: ['Unknown sender', 'Expéditeur inconnu'], customer: ['Open the customer', 'Ouvrir le client'],
    may_be: ['Who is this?', 'Qui est-ce ?'], attach: ['It is %{name}', 'C’est %{name}'], attached: ['Attached to the customer', 'Rattachée au client'],
    answer: ['Your answer', 'Votre réponse'], subject: ['Subject', 'Objet'], send: ['Send', 'Envoyer'], sent: ['On its way', 'En route'], again: ['Send it again', 'Envoyer de nouveau'],
    by: ['Answer by', 'Répondre par'], not_by: ['Not by %{channel}: %{reason}', 'Pas par %{channel} : %{reason}'], to: ['To %{to}', 'À %{to}'],
    segments: ['%{units} characters, %{smart_count} segment |||| %{units} characters, %{smart_count} segments', '%{units} caractères, %{smart_count} segment |||| %{units} caractères, %{smart_count} segments'], too_long: ['Too long to be sent', 'Trop long pour être envoyé'],
    assign: ['Assigned to', 'Confiée à'], nobody: ['Nobody', 'Personne'], assigned: ['Assigned', 'Confiée'], close: ['Close', 'Fermer'], closed: ['Closed', 'Fermée'], reopen: ['Open again', 'Rouvrir'], reopened: ['Open again', 'Rouverte'],
    snooze: ['Put away', 'Mettre de côté'], snoozed: ['Put away', 'Mise de côté'], until: ['Until', 'Jusqu’à'], snoozed_until: ['Until %{at}', 'Jusqu’à %{at}'], in_hours: ['In 3 hours', 'Dans 3 heures'], tomorrow: ['Tomorrow, 8:00', 'Demain, 8 h'], next_week: ['Monday, 8:00', 'Lundi, 8 h'],
    marked: ['May ask to stop being written to. Please read it.', 'Demande peut-être à ne plus recevoir de messages. À lire.'], unmark: ['Seen', 'Vu'], machine: ['Written by a machine', 'Écrit par une machine'],
    automatic: ['Automatic answer', 'Réponse automatique'], us: ['Us', 'Nous'], leaves_at: ['Leaves %{at}', 'Part %{at}'],
  },
} satisfies Texts;
