import type { NoticeWords } from './shape.ts';

export const italian: NoticeWords = {
  notSent: 'Non inviato al cliente.',
  failures: {
    'light-agent': 'Come agente light può scrivere solo note interne. Chieda a un collega di inviarlo.',
    suspended: 'L’autore della nota è sospeso.',
    departed: 'L’autore della nota non è più un agente attivo.',
    'private-only': 'Il Suo ruolo consente solo note interne. Chieda a un collega di inviarlo.',
    'not-staff': 'L’autore della nota non è un agente.',
    'by-email': 'I comandi che arrivano per e-mail sono disattivati. Scriva la nota nell’helpdesk.',
    'note-redacted': 'La nota è stata oscurata prima dell’invio della risposta. La scriva di nuovo.',
    empty: 'Non c’è testo dopo il comando.',
    'unresolved-placeholder':
      '{detail} non è compilato: il cliente lo leggerebbe così com’è. Metta il testo stesso e riprovi.',
    'language-unknown': 'La lingua del cliente non è nota. La indichi: #translate:es …',
    'unsupported-language': 'Non c’è traduzione in questa lingua: {detail}.',
    'numbers-damaged':
      'La traduzione ha cambiato un numero, un link o un’altra parte protetta. Scriva frasi più brevi o segni ciò che deve restare: ***questo***.',
    'translation-unavailable':
      'Il servizio di traduzione non ha risposto. Riprovi o risponda nella lingua del cliente.',
    'not-sent-in-time':
      'L’helpdesk non l’ha accettato in tempo. Controlli se la risposta è nel ticket prima di inviarla di nuovo.',
    'refused-by-helpdesk': 'L’helpdesk l’ha rifiutato.',
    'ticket-closed': 'Il ticket è chiuso.',
    'replies-off': 'Le risposte sono disattivate per questo account (mode).',
    'no-preview': 'Non c’è un’anteprima da inviare. Scriva prima #preview e il testo.',
    'file-unavailable': 'Un file della nota non è leggibile. Lo alleghi di nuovo.',
    'nothing-to-retry': 'Non c’è ancora un messaggio del cliente.',
    'chat-locked': 'La chat è piena o bloccata e non accetta altri messaggi. Risponda in un altro modo.',
    'chat-not-configured':
      'Le risposte nelle chat non sono configurate: un amministratore deve salvare la chiave di Sunshine Conversations. Scriva Lei nella chat.',
    'chat-unknown':
      'Non si sa, o non si sa più, in quale chat sia il cliente. Scriva Lei nella chat o attenda il prossimo messaggio.',
    'chat-unsupported': 'Da qui non si può rispondere in questo tipo di chat. Scriva Lei nella chat.',
    'no-address':
      'Non è noto alcun indirizzo del cliente a cui inviare la risposta. Risponda in un altro modo.',
    'no-sender':
      'Non è configurato l’indirizzo da cui partono le risposte: un amministratore deve indicarlo. Risponda in un altro modo.',
    'too-many-recipients':
      'Ci sono più persone in copia di quante l’helpdesk ne ammetta in un invio. Risponda in un altro modo, a meno persone.',
  },
  notUnderstood: {
    'near-miss': '#{word} non è un comando. Intendeva {meant}? #help li mostra tutti.',
    'unknown-language':
      '«{word}» non è una lingua che si possa tradurre. Usi un codice (es, pt-BR) o un nome: {meant}:es …',
    'bad-count': '«{word}» non è un numero da 1 a 50: {meant} 10',
    empty: '{meant} richiede una lingua: {meant} es',
  },
  publicSlip:
    'Questo commento era pubblico: il cliente ha letto «{word}» così com’è. I comandi vanno in una nota interna.',
  previewIn: 'Il cliente leggerebbe ({language}):',
  translatedBack: 'Ritradotto:',
  noBackTranslation: 'La ritraduzione non è disponibile.',
  noFormality: 'Lingua senza impostazione per un tono formale o informale: {language}.',
  howToSend: '#send invia esattamente questo.',
  noHistory: 'Non ci sono messaggi del cliente.',
  help: {
    '#translate …':
      'invia il resto al cliente nella sua lingua, a Suo nome, con i file della nota; #t in breve, #translate:it per un’altra lingua',
    '#preview …': 'mostra ciò che il cliente leggerebbe, e la ritraduzione',
    '#send': 'invia l’ultima anteprima esattamente com’è',
    '#lang pt': 'corregge la lingua del cliente e rilegge il suo ultimo messaggio',
    '#pause / #resume': 'ferma e riprende le note di traduzione di questa conversazione',
    '#retry': 'elabora di nuovo l’ultimo messaggio del cliente',
    '#history 10': 'gli ultimi dieci messaggi del cliente in una nota',
    '#help': 'questa tabella',
  },
};
