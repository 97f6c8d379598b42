import type { NoteLabels } from './note-labels.ts';

export const korean: NoteLabels = {
  machineTranslation: '기계 번역',
  positive: '긍정',
  negative: '부정',
  neutral: '중립',
  mixed: '혼합',
  unknownLanguage: '알 수 없는 언어',
  sentimentUnavailable: '감정을 확인할 수 없음',
  intentUnavailable: '용건을 확인할 수 없음',
  originalFollows: '번역할 수 없습니다. 원문:',
  languageUnsure: '언어가 확실하지 않음 {arrow} {command}',
  replyLanguage: '답장은 요청자의 언어({language})로 전송됩니다',
  overBudget: '번역하지 않음: 설정된 글자 수 한도에 도달했습니다.',
  quotedHistory: { other: '인용된 이전 내용 {count}줄' },
  signature: { other: '서명 {count}줄' },
  disclaimer: { other: '고지 문구 {count}줄' },
  attachments: { other: '첨부 파일 {count}개, 번역하지 않음' },
  overCap: { other: '마지막 {count}자는 번역하지 않음(메시지당 한도)' },
  glossary: '용어집: {terms}',
  late: '{time} 메시지에 대한 메모: “{excerpt}”',
  replaces: '언어를 다음으로 본 메모를 대신합니다: {language}. {time} 메시지에 대한 메모: “{excerpt}”',
};
