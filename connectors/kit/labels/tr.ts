import type { NoteLabels } from './note-labels.ts';

export const turkish: NoteLabels = {
  machineTranslation: 'makine çevirisi',
  positive: 'olumlu',
  negative: 'olumsuz',
  neutral: 'nötr',
  mixed: 'karışık',
  unknownLanguage: 'bilinmeyen dil',
  sentimentUnavailable: 'duygu bilgisi yok',
  intentUnavailable: 'konu bilgisi yok',
  originalFollows: 'Çeviri yapılamadı. Özgün metin:',
  languageUnsure: 'Dilden emin değiliz {arrow} {command}',
  replyLanguage: 'Yanıtlar talep sahibinin dilinde gönderilir ({language})',
  overBudget: 'Çevrilmedi: ayarlardaki karakter sınırına ulaşıldı.',
  quotedHistory: { other: 'alıntılanan yazışma {count} satır' },
  signature: { other: 'imza {count} satır' },
  disclaimer: { other: 'yasal uyarı {count} satır' },
  attachments: { other: '{count} ek, çevrilmedi' },
  overCap: { other: 'son {count} karakter çevrilmedi (ileti başına sınır)' },
  glossary: 'sözlük: {terms}',
  late: '{time} tarihli ileti hakkında: “{excerpt}”',
  replaces: 'Dili {language} sayan notun yerine geçer. {time} tarihli ileti hakkında: “{excerpt}”',
};
