import type { NoticeWords } from './shape.ts';

export const french: NoticeWords = {
  notSent: 'Non envoyé au client.',
  failures: {
    'light-agent':
      'En tant qu’agent light, vous ne pouvez écrire que des notes internes. Demandez à un collègue de l’envoyer.',
    suspended: 'L’auteur de la note est suspendu.',
    departed: 'L’auteur de la note n’est plus un agent actif.',
    'private-only': 'Votre rôle ne permet que les notes internes. Demandez à un collègue de l’envoyer.',
    'not-staff': 'L’auteur de la note n’est pas un agent.',
    'by-email':
      'Les commandes reçues par e-mail sont désactivées. Écrivez la note dans l’outil d’assistance.',
    'note-redacted': 'La note a été caviardée avant l’envoi de la réponse. Écrivez-la de nouveau.',
    empty: 'Il n’y a pas de texte après la commande.',
    'unresolved-placeholder':
      '{detail} n’est pas rempli : le client le lirait tel quel. Mettez le texte lui-même et réessayez.',
    'language-unknown': 'La langue du client n’est pas connue. Indiquez-la : #translate:es …',
    'unsupported-language': 'Il n’y a pas de traduction vers : {detail}.',
    'numbers-damaged':
      'La traduction a modifié un nombre, un lien ou une autre partie protégée. Écrivez des phrases plus courtes, ou marquez ce qui doit rester : ***ceci***.',
    'translation-unavailable':
      'Le service de traduction n’a pas répondu. Réessayez, ou répondez dans la langue du client.',
    'not-sent-in-time':
      'L’outil d’assistance ne l’a pas accepté à temps. Vérifiez si la réponse figure dans le ticket avant de l’envoyer de nouveau.',
    'refused-by-helpdesk': 'L’outil d’assistance l’a refusé.',
    'ticket-closed': 'Le ticket est clos.',
    'replies-off': 'Les réponses sont désactivées pour ce compte (mode).',
    'no-preview': 'Il n’y a pas d’aperçu à envoyer. Écrivez d’abord #preview et le texte.',
    'file-unavailable': 'Un fichier de la note n’a pas pu être lu. Joignez-le de nouveau.',
    'nothing-to-retry': 'Il n’y a pas encore de message du client.',
    'chat-locked':
      'Le chat est plein ou verrouillé et n’accepte plus de messages. Répondez par un autre moyen.',
    'chat-not-configured':
      'Les réponses dans les chats ne sont pas configurées : un administrateur doit enregistrer la clé de Sunshine Conversations. Écrivez vous-même dans le chat.',
    'chat-unknown':
      'On ne sait pas, ou plus, dans quel chat se trouve le client. Écrivez vous-même dans le chat, ou attendez son prochain message.',
    'chat-unsupported': 'On ne peut pas répondre d’ici dans ce type de chat. Écrivez vous-même dans le chat.',
    'no-address': 'On ne connaît aucune adresse du client à laquelle envoyer la réponse. Répondez autrement.',
    'no-sender':
      'L’adresse d’où partent les réponses n’est pas configurée : un administrateur doit l’indiquer. Répondez autrement.',
    'too-many-recipients':
      'Il y a plus de personnes en copie que l’outil d’assistance n’en accepte en un envoi. Répondez autrement, à moins de personnes.',
  },
  notUnderstood: {
    'near-miss': '#{word} n’est pas une commande. Vouliez-vous dire {meant} ? #help les montre toutes.',
    'unknown-language':
      '« {word} » n’est pas une langue qui peut être traduite. Utilisez un code (es, pt-BR) ou un nom : {meant}:es …',
    'bad-count': '« {word} » n’est pas un nombre de 1 à 50 : {meant} 10',
    empty: '{meant} a besoin d’une langue : {meant} es',
  },
  publicSlip:
    'Ce commentaire était public : le client a lu « {word} » tel quel. Les commandes vont dans une note interne.',
  previewIn: 'Le client lirait ({language}) :',
  translatedBack: 'Retraduit :',
  noBackTranslation: 'La retraduction n’est pas disponible.',
  noFormality: 'Langue sans réglage de ton formel ou informel : {language}.',
  howToSend: '#send envoie exactement ceci.',
  noHistory: 'Il n’y a pas de messages du client.',
  help: {
    '#translate …':
      'envoie le reste au client dans sa langue, en votre nom, avec les fichiers de la note ; #t en bref, #translate:it pour une autre langue',
    '#preview …': 'montre ce que le client lirait, et sa retraduction',
    '#send': 'envoie le dernier aperçu exactement tel quel',
    '#lang pt': 'corrige la langue du client et relit son dernier message',
    '#pause / #resume': 'arrête et reprend les notes de traduction de cette conversation',
    '#retry': 'traite de nouveau le dernier message du client',
    '#history 10': 'les dix derniers messages du client en une note',
    '#help': 'ce tableau',
  },
};
