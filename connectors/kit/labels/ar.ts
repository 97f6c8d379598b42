import type { NoteLabels } from './note-labels.ts';

export const arabic: NoteLabels = {
  machineTranslation: 'ترجمة آلية',
  positive: 'إيجابي',
  negative: 'سلبي',
  neutral: 'محايد',
  mixed: 'مختلط',
  unknownLanguage: 'لغة غير معروفة',
  sentimentUnavailable: 'تعذّر تحديد الانطباع',
  intentUnavailable: 'تعذّر تحديد الغرض',
  originalFollows: 'تعذّرت الترجمة. النص الأصلي:',
  languageUnsure: 'اللغة غير مؤكدة {arrow} {command}',
  replyLanguage: 'تُرسل الردود بلغة مقدّم الطلب ({language})',
  overBudget: 'لم تُترجَم: بلغ عدد الأحرف الحدَّ المضبوط في الإعدادات.',
  quotedHistory: { other: 'مراسلات مقتبسة، عدد الأسطر: {count}' },
  signature: { other: 'توقيع، عدد الأسطر: {count}' },
  disclaimer: { other: 'إخلاء مسؤولية، عدد الأسطر: {count}' },
  attachments: { other: 'مرفقات غير مترجمة: {count}' },
  overCap: { other: 'أحرف غير مترجمة في النهاية: {count} (الحد لكل رسالة)' },
  glossary: 'المسرد: {terms}',
  late: 'بشأن رسالة {time}: «{excerpt}»',
  replaces: 'تحلّ محل الملاحظة التي عدّت اللغة: {language}. بشأن رسالة {time}: «{excerpt}»',
};
