import type { NoteLabels } from './note-labels.ts';

export const simplifiedChinese: NoteLabels = {
  machineTranslation: '机器翻译',
  positive: '正面',
  negative: '负面',
  neutral: '中性',
  mixed: '混合',
  unknownLanguage: '未知语言',
  sentimentUnavailable: '情绪不可用',
  intentUnavailable: '意图不可用',
  originalFollows: '无法翻译。原文：',
  languageUnsure: '语言不确定 {arrow} {command}',
  replyLanguage: '回复使用请求者的语言（{language}）',
  overBudget: '未翻译：已达到设置的字符上限。',
  quotedHistory: { other: '引用的往来内容 {count} 行' },
  signature: { other: '签名 {count} 行' },
  disclaimer: { other: '免责声明 {count} 行' },
  attachments: { other: '{count} 个附件，未翻译' },
  overCap: { other: '最后 {count} 个字符未翻译（单条消息上限）' },
  glossary: '术语表：{terms}',
  late: '关于 {time} 的消息：“{excerpt}”',
  replaces: '取代把语言视为{language}的备注。关于 {time} 的消息：“{excerpt}”',
};
