import type { NoticeWords } from './shape.ts';

export const dutch: NoticeWords = {
  notSent: 'Niet naar de klant verzonden.',
  failures: {
    'light-agent':
      'Als light agent mag u alleen interne notities schrijven. Vraag een collega om het te verzenden.',
    suspended: 'De auteur van de notitie is geschorst.',
    departed: 'De auteur van de notitie is geen actieve medewerker meer.',
    'private-only': 'Uw rol staat alleen interne notities toe. Vraag een collega om het te verzenden.',
    'not-staff': 'De auteur van de notitie is geen medewerker.',
    'by-email': 'Opdrachten per e-mail zijn uitgeschakeld. Schrijf de notitie in de helpdesk.',
    'note-redacted':
      'De notitie is onleesbaar gemaakt voordat het antwoord werd verzonden. Schrijf haar opnieuw.',
    empty: 'Er staat geen tekst na de opdracht.',
    'unresolved-placeholder':
      '{detail} is niet ingevuld: de klant zou het zo lezen. Zet de tekst zelf neer en probeer het opnieuw.',
    'language-unknown': 'De taal van de klant is niet bekend. Geef die op: #translate:es …',
    'unsupported-language': 'Er is geen vertaling naar het {detail}.',
    'numbers-damaged':
      'De vertaling heeft een getal, een link of een ander beschermd deel veranderd. Schrijf kortere zinnen of markeer wat moet blijven: ***dit***.',
    'translation-unavailable':
      'De vertaaldienst heeft niet geantwoord. Probeer het opnieuw of antwoord in de taal van de klant.',
    'not-sent-in-time':
      'De helpdesk heeft het niet op tijd aangenomen. Kijk of het antwoord in het ticket staat voordat u het opnieuw verzendt.',
    'refused-by-helpdesk': 'De helpdesk heeft het geweigerd.',
    'ticket-closed': 'Het ticket is gesloten.',
    'replies-off': 'Antwoorden zijn voor dit account uitgeschakeld (mode).',
    'no-preview': 'Er is geen voorbeeld om te verzenden. Schrijf eerst #preview en de tekst.',
    'file-unavailable': 'Een bestand van de notitie kon niet worden gelezen. Voeg het opnieuw toe.',
    'nothing-to-retry': 'Er is nog geen bericht van de klant.',
    'chat-locked':
      'De chat is vol of vergrendeld en neemt geen berichten meer aan. Antwoord op een andere manier.',
    'chat-not-configured':
      'Antwoorden in chats zijn niet ingesteld: een beheerder moet de sleutel van Sunshine Conversations opslaan. Schrijf zelf in de chat.',
    'chat-unknown':
      'Het is niet of niet meer bekend in welke chat de klant zit. Schrijf zelf in de chat of wacht op het volgende bericht.',
    'chat-unsupported': 'In dit soort chat kan van hieruit niet worden geantwoord. Schrijf zelf in de chat.',
    'no-address':
      'Er is geen adres van de klant bekend waarheen het antwoord kan. Antwoord op een andere manier.',
    'no-sender':
      'Er is niet ingesteld vanaf welk adres antwoorden uitgaan: een beheerder moet het opgeven. Antwoord op een andere manier.',
    'too-many-recipients':
      'Er staan meer mensen in kopie dan de helpdesk in één keer aanschrijft. Antwoord op een andere manier, aan minder mensen.',
  },
  notUnderstood: {
    'near-miss': '#{word} is geen opdracht. Bedoelde u {meant}? #help toont ze allemaal.',
    'unknown-language':
      '“{word}” is geen taal die vertaald kan worden. Gebruik een code (es, pt-BR) of een naam: {meant}:es …',
    'bad-count': '“{word}” is geen getal van 1 tot 50: {meant} 10',
    empty: '{meant} heeft een taal nodig: {meant} es',
  },
  publicSlip:
    'Deze reactie was openbaar: de klant heeft “{word}” zo gelezen. Opdrachten horen in een interne notitie.',
  previewIn: 'De klant zou lezen ({language}):',
  translatedBack: 'Terugvertaald:',
  noBackTranslation: 'De terugvertaling is niet beschikbaar.',
  noFormality: 'Voor het {language} is geen formele of informele toon in te stellen.',
  howToSend: '#send verzendt precies dit.',
  noHistory: 'Er zijn geen berichten van de klant.',
  help: {
    '#translate …':
      'verzendt de rest naar de klant in diens taal, in uw naam, met de bestanden van de notitie; kort #t, met #translate:it in een andere taal',
    '#preview …': 'toont wat de klant zou lezen, en hetzelfde terugvertaald',
    '#send': 'verzendt het laatste voorbeeld precies zoals het er staat',
    '#lang pt': 'verbetert de taal van de klant en leest het laatste bericht opnieuw',
    '#pause / #resume': 'stopt en hervat de vertaalnotities van dit gesprek',
    '#retry': 'verwerkt het laatste bericht van de klant opnieuw',
    '#history 10': 'de laatste tien berichten van de klant in één notitie',
    '#help': 'deze tabel',
  },
};
