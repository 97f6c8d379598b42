import type { NoticeWords } from './shape.ts';

export const german: NoticeWords = {
  notSent: 'Nicht an den Kunden gesendet.',
  failures: {
    'light-agent':
      'Als Light Agent dürfen Sie nur interne Notizen schreiben. Bitten Sie jemanden aus dem Team, die Antwort zu senden.',
    suspended: 'Wer die Notiz geschrieben hat, ist gesperrt.',
    departed: 'Wer die Notiz geschrieben hat, ist kein aktiver Agent mehr.',
    'private-only':
      'Ihre Rolle erlaubt nur interne Notizen. Bitten Sie jemanden aus dem Team, die Antwort zu senden.',
    'not-staff': 'Wer die Notiz geschrieben hat, ist kein Agent.',
    'by-email': 'Befehle per E-Mail sind ausgeschaltet. Schreiben Sie die Notiz im Helpdesk.',
    'note-redacted': 'Die Notiz wurde geschwärzt, bevor die Antwort hinausging. Schreiben Sie sie neu.',
    empty: 'Nach dem Befehl steht kein Text.',
    'unresolved-placeholder':
      '{detail} ist nicht ausgefüllt: Der Kunde würde es so lesen. Setzen Sie den Text selbst ein und versuchen Sie es noch einmal.',
    'language-unknown': 'Die Sprache des Kunden ist nicht bekannt. Geben Sie sie an: #translate:es …',
    'unsupported-language': 'Eine Übersetzung nach {detail} gibt es nicht.',
    'numbers-damaged':
      'Die Übersetzung hat eine Zahl, einen Link oder einen anderen geschützten Teil verändert. Schreiben Sie kürzere Sätze, oder markieren Sie, was bleiben muss: ***dies***.',
    'translation-unavailable':
      'Der Übersetzungsdienst hat nicht geantwortet. Versuchen Sie es noch einmal, oder antworten Sie in der Sprache des Kunden.',
    'not-sent-in-time':
      'Der Helpdesk hat die Antwort nicht rechtzeitig angenommen. Sehen Sie nach, ob sie im Ticket steht, bevor Sie sie noch einmal senden.',
    'refused-by-helpdesk': 'Der Helpdesk hat die Antwort abgelehnt.',
    'ticket-closed': 'Das Ticket ist geschlossen.',
    'replies-off': 'Antworten sind für dieses Konto ausgeschaltet (mode).',
    'no-preview':
      'Es gibt keine Vorschau, die gesendet werden kann. Schreiben Sie zuerst #preview und den Text.',
    'file-unavailable': 'Eine Datei der Notiz konnte nicht gelesen werden. Hängen Sie sie noch einmal an.',
    'nothing-to-retry': 'Es gibt noch keine Nachricht des Kunden.',
    'chat-locked':
      'Der Chat ist voll oder gesperrt und nimmt keine Nachrichten mehr an. Antworten Sie auf anderem Weg.',
    'chat-not-configured':
      'Antworten in Chats sind nicht eingerichtet: Ein Admin muss den Schlüssel von Sunshine Conversations hinterlegen. Schreiben Sie selbst in den Chat.',
    'chat-unknown':
      'Es ist nicht oder nicht mehr bekannt, in welchem Chat der Kunde ist. Schreiben Sie selbst in den Chat, oder warten Sie auf die nächste Nachricht.',
    'chat-unsupported':
      'In diese Art von Chat lässt sich von hier aus nicht antworten. Schreiben Sie selbst in den Chat.',
    'no-address':
      'Es ist keine Adresse des Kunden bekannt, an die die Antwort gehen könnte. Antworten Sie auf anderem Weg.',
    'no-sender':
      'Es ist nicht eingerichtet, von welcher Adresse Antworten ausgehen: Ein Admin muss sie angeben. Antworten Sie auf anderem Weg.',
    'too-many-recipients':
      'Es sind mehr Personen in Kopie, als der Helpdesk auf einmal anschreibt. Antworten Sie auf anderem Weg und weniger Personen.',
  },
  notUnderstood: {
    'near-miss': '#{word} ist kein Befehl. Meinten Sie {meant}? #help zeigt alle.',
    'unknown-language':
      '„{word}“ ist keine Sprache, in die übersetzt werden kann. Nehmen Sie einen Code (es, pt-BR) oder einen Namen: {meant}:es …',
    'bad-count': '„{word}“ ist keine Zahl von 1 bis 50: {meant} 10',
    empty: '{meant} braucht eine Sprache: {meant} es',
  },
  publicSlip:
    'Dieser Kommentar war öffentlich: Der Kunde hat „{word}“ so gelesen. Befehle gehören in eine interne Notiz.',
  previewIn: 'Der Kunde würde lesen ({language}):',
  translatedBack: 'Zurückübersetzt:',
  noBackTranslation: 'Die Rückübersetzung ist nicht verfügbar.',
  noFormality: 'Für {language} lässt sich keine förmliche oder vertrauliche Anrede einstellen.',
  howToSend: '#send sendet genau dies.',
  noHistory: 'Es gibt keine Nachrichten des Kunden.',
  help: {
    '#translate …':
      'sendet den Rest dem Kunden in dessen Sprache, in Ihrem Namen, mit den Dateien der Notiz; kurz #t, mit #translate:it in einer anderen Sprache',
    '#preview …': 'zeigt, was der Kunde lesen würde, und dasselbe zurückübersetzt',
    '#send': 'sendet die letzte Vorschau genau so, wie sie dasteht',
    '#lang pt': 'berichtigt die Sprache des Kunden und liest dessen letzte Nachricht noch einmal',
    '#pause / #resume': 'hält die Übersetzungsnotizen dieser Unterhaltung an und setzt sie fort',
    '#retry': 'bearbeitet die letzte Nachricht des Kunden noch einmal',
    '#history 10': 'die letzten zehn Nachrichten des Kunden in einer Notiz',
    '#help': 'diese Tabelle',
  },
};
