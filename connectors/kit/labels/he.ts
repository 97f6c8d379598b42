import type { NoteLabels } from './note-labels.ts';

export const hebrew: NoteLabels = {
  machineTranslation: 'תרגום מכונה',
  positive: 'חיובי',
  negative: 'שלילי',
  neutral: 'ניטרלי',
  mixed: 'מעורב',
  unknownLanguage: 'שפה לא ידועה',
  sentimentUnavailable: 'הסנטימנט אינו זמין',
  intentUnavailable: 'הכוונה אינה זמינה',
  originalFollows: 'התרגום אינו זמין. הטקסט המקורי:',
  languageUnsure: 'השפה אינה ודאית {arrow} {command}',
  replyLanguage: 'התשובות נשלחות בשפת הפונה ({language})',
  overBudget: 'לא תורגם: הושגה מגבלת התווים שבהגדרות.',
  quotedHistory: { other: 'התכתבות מצוטטת, שורות: {count}' },
  signature: { other: 'חתימה, שורות: {count}' },
  disclaimer: { other: 'הצהרה משפטית, שורות: {count}' },
  attachments: { other: 'קבצים מצורפים שלא תורגמו: {count}' },
  overCap: { other: 'תווים בסוף שלא תורגמו: {count} (מגבלה להודעה)' },
  glossary: 'מילון מונחים: {terms}',
  late: 'על ההודעה מ־{time}: ”{excerpt}“',
  replaces: 'מחליפה את ההערה שהניחה את השפה: {language}. על ההודעה מ־{time}: ”{excerpt}“',
};
