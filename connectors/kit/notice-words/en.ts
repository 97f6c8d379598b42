import type { NoticeWords } from './shape.ts';

export const english: NoticeWords = {
  notSent: 'Not sent to the customer.',
  failures: {
    'light-agent': 'As a light agent you may write internal notes only. Ask a colleague to send it.',
    suspended: 'The author of the note is suspended.',
    departed: 'The author of the note is no longer an active agent.',
    'private-only': 'Your role may write internal notes only. Ask a colleague to send it.',
    'not-staff': 'The author of the note is not an agent.',
    'by-email': 'Commands that come by e-mail are switched off. Write the note in the helpdesk.',
    'note-redacted': 'The note was redacted before the answer went out. Write it anew.',
    empty: 'There is no text after the command.',
    'unresolved-placeholder':
      '{detail} is not filled in: the customer would read it as it stands. Put the text itself and try again.',
    'language-unknown': 'The customer’s language is not known. Say it: #translate:es …',
    'unsupported-language': 'There is no translation into {detail}.',
    'numbers-damaged':
      'The translation changed a number, a link or another protected part. Write it in shorter sentences, or mark what must stay: ***this***.',
    'translation-unavailable':
      'The translation service did not answer. Try again, or answer in the customer’s language.',
    'not-sent-in-time':
      'The helpdesk did not take it in time. Look whether the answer stands in the ticket before you send it again.',
    'refused-by-helpdesk': 'The helpdesk refused it.',
    'ticket-closed': 'The ticket is closed.',
    'replies-off': 'Answers are switched off for this account (mode).',
    'no-preview': 'There is no preview to send. Write #preview and the text first.',
    'file-unavailable': 'A file of the note could not be read. Attach it again.',
    'nothing-to-retry': 'There is no customer message yet.',
    'chat-locked': 'The chat is full or locked and takes no more messages. Answer in another way.',
    'chat-not-configured':
      'Answers into chats are not set up: an admin has to store the key of Sunshine Conversations. Write in the chat yourself.',
    'chat-unknown':
      'It is not known, or no longer there, which chat the customer is in. Write in the chat yourself, or wait for their next message.',
    'chat-unsupported':
      'Answers cannot be sent into this kind of chat from here. Write in the chat yourself.',
    'no-address': 'No address of the customer is known to which the answer could go. Answer in another way.',
    'no-sender':
      'It is not set up from which address answers go out: an admin has to name it. Answer in another way.',
    'too-many-recipients':
      'More people are in copy than the helpdesk sends to at once. Answer fewer of them, in another way.',
  },
  notUnderstood: {
    'near-miss': '#{word} is no command. Did you mean {meant}? #help shows them all.',
    'unknown-language':
      '“{word}” is no language that can be translated. Use a code (es, pt-BR) or a name: {meant}:es …',
    'bad-count': '“{word}” is no number from 1 to 50: {meant} 10',
    empty: '{meant} needs a language: {meant} es',
  },
  publicSlip:
    'This comment was public: the customer has read “{word}” as it stands. Commands belong in an internal note.',
  previewIn: 'The customer would read ({language}):',
  translatedBack: 'Translated back:',
  noBackTranslation: 'The translation back is not available.',
  noFormality: '{language} has no setting for a formal or informal tone.',
  howToSend: '#send sends exactly this.',
  noHistory: 'There are no customer messages.',
  help: {
    '#translate …':
      'sends the rest to the customer in their language, in your name, with the note’s files; #t for short, #translate:it for another language',
    '#preview …': 'shows what the customer would read, and the same translated back',
    '#send': 'sends the last preview exactly as it stands',
    '#lang pt': 'corrects the customer’s language and reads their last message again',
    '#pause / #resume': 'stops and starts the translation notes of this conversation',
    '#retry': 'does the customer’s last message again',
    '#history 10': 'the customer’s last ten messages in one note',
    '#help': 'this table',
  },
};
