import type { NoteLabels } from './note-labels.ts';

export const japanese: NoteLabels = {
  machineTranslation: '機械翻訳',
  positive: '肯定的',
  negative: '否定的',
  neutral: '中立',
  mixed: '混在',
  unknownLanguage: '言語不明',
  sentimentUnavailable: '感情は判定できませんでした',
  intentUnavailable: '用件は判定できませんでした',
  originalFollows: '翻訳できませんでした。原文：',
  languageUnsure: '言語を特定できません {arrow} {command}',
  replyLanguage: '返信は依頼者の言語（{language}）で送信されます',
  overBudget: '未翻訳：設定された文字数の上限に達しました。',
  quotedHistory: { other: '過去の引用 {count} 行' },
  signature: { other: '署名 {count} 行' },
  disclaimer: { other: '免責事項 {count} 行' },
  attachments: { other: '添付ファイル {count} 件（未翻訳）' },
  overCap: { other: '末尾の {count} 文字は未翻訳です（1 件あたりの上限）' },
  glossary: '用語集：{terms}',
  late: '{time} のメッセージについて：「{excerpt}」',
  replaces: '言語を{language}とみなしたメモに代わるものです。{time} のメッセージについて：「{excerpt}」',
};
