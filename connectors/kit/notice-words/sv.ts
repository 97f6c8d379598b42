import type { NoticeWords } from './shape.ts';

export const swedish: NoticeWords = {
  notSent: 'Inte skickat till kunden.',
  failures: {
    'light-agent': 'Som light agent får du bara skriva interna anteckningar. Be en kollega skicka det.',
    suspended: 'Anteckningens författare är avstängd.',
    departed: 'Anteckningens författare är inte längre en aktiv agent.',
    'private-only': 'Din roll tillåter bara interna anteckningar. Be en kollega skicka det.',
    'not-staff': 'Anteckningens författare är ingen agent.',
    'by-email': 'Kommandon via e-post är avstängda. Skriv anteckningen i helpdesken.',
    'note-redacted': 'Anteckningen doldes innan svaret skickades. Skriv den på nytt.',
    empty: 'Det finns ingen text efter kommandot.',
    'unresolved-placeholder':
      '{detail} är inte ifyllt: kunden skulle läsa det som det står. Skriv själva texten och försök igen.',
    'language-unknown': 'Kundens språk är inte känt. Ange det: #translate:es …',
    'unsupported-language': 'Det finns ingen översättning till {detail}.',
    'numbers-damaged':
      'Översättningen ändrade ett tal, en länk eller någon annan skyddad del. Skriv kortare meningar eller markera det som ska stå kvar: ***detta***.',
    'translation-unavailable':
      'Översättningstjänsten svarade inte. Försök igen eller svara på kundens språk.',
    'not-sent-in-time':
      'Helpdesken tog inte emot det i tid. Se efter om svaret finns i ärendet innan du skickar det igen.',
    'refused-by-helpdesk': 'Helpdesken nekade det.',
    'ticket-closed': 'Ärendet är stängt.',
    'replies-off': 'Svar är avstängda för det här kontot (mode).',
    'no-preview': 'Det finns ingen förhandsvisning att skicka. Skriv först #preview och texten.',
    'file-unavailable': 'En fil i anteckningen kunde inte läsas. Bifoga den igen.',
    'nothing-to-retry': 'Det finns inget meddelande från kunden ännu.',
    'chat-locked': 'Chatten är full eller låst och tar inte emot fler meddelanden. Svara på annat sätt.',
    'chat-not-configured':
      'Svar i chattar är inte konfigurerade: en administratör måste spara nyckeln till Sunshine Conversations. Skriv själv i chatten.',
    'chat-unknown':
      'Det är inte eller inte längre känt i vilken chatt kunden är. Skriv själv i chatten eller vänta på nästa meddelande.',
    'chat-unsupported': 'Det går inte att svara härifrån i den här typen av chatt. Skriv själv i chatten.',
    'no-address': 'Ingen adress till kunden är känd dit svaret kan skickas. Svara på annat sätt.',
    'no-sender':
      'Det är inte inställt från vilken adress svar skickas: en administratör måste ange den. Svara på annat sätt.',
    'too-many-recipients':
      'Fler personer står på kopia än helpdesken skickar till på en gång. Svara på annat sätt, till färre.',
  },
  notUnderstood: {
    'near-miss': '#{word} är inget kommando. Menade du {meant}? #help visar alla.',
    'unknown-language':
      '”{word}” är inget språk som kan översättas. Använd en kod (es, pt-BR) eller ett namn: {meant}:es …',
    'bad-count': '”{word}” är inget tal från 1 till 50: {meant} 10',
    empty: '{meant} behöver ett språk: {meant} es',
  },
  publicSlip:
    'Kommentaren var offentlig: kunden har läst ”{word}” som det står. Kommandon hör hemma i en intern anteckning.',
  previewIn: 'Kunden skulle läsa ({language}):',
  translatedBack: 'Översatt tillbaka:',
  noBackTranslation: 'Översättningen tillbaka är inte tillgänglig.',
  noFormality: 'Språk utan inställning för formell eller informell ton: {language}.',
  howToSend: '#send skickar exakt detta.',
  noHistory: 'Det finns inga meddelanden från kunden.',
  help: {
    '#translate …':
      'skickar resten till kunden på dennes språk, i ditt namn, med anteckningens filer; kort #t, #translate:it för ett annat språk',
    '#preview …': 'visar vad kunden skulle läsa, och detsamma översatt tillbaka',
    '#send': 'skickar den senaste förhandsvisningen exakt som den står',
    '#lang pt': 'rättar kundens språk och läser det senaste meddelandet igen',
    '#pause / #resume': 'stoppar och startar översättningsanteckningarna i den här konversationen',
    '#retry': 'behandlar kundens senaste meddelande igen',
    '#history 10': 'kundens tio senaste meddelanden i en anteckning',
    '#help': 'den här tabellen',
  },
};
