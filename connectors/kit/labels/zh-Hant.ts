import type { NoteLabels } from './note-labels.ts';

export const traditionalChinese: NoteLabels = {
  machineTranslation: '機器翻譯',
  positive: '正面',
  negative: '負面',
  neutral: '中性',
  mixed: '混合',
  unknownLanguage: '未知語言',
  sentimentUnavailable: '無法取得情緒',
  intentUnavailable: '無法取得意圖',
  originalFollows: '無法翻譯。原文：',
  languageUnsure: '語言不確定 {arrow} {command}',
  replyLanguage: '回覆使用請求者的語言（{language}）',
  overBudget: '未翻譯：已達設定的字元上限。',
  quotedHistory: { other: '引用的往來內容 {count} 行' },
  signature: { other: '簽名 {count} 行' },
  disclaimer: { other: '免責聲明 {count} 行' },
  attachments: { other: '{count} 個附件，未翻譯' },
  overCap: { other: '最後 {count} 個字元未翻譯（單則訊息上限）' },
  glossary: '詞彙表：{terms}',
  late: '關於 {time} 的訊息：「{excerpt}」',
  replaces: '取代將語言視為{language}的備註。關於 {time} 的訊息：「{excerpt}」',
};
