import type { NoticeWords } from './shape.ts';

export const korean: NoticeWords = {
  notSent: '고객에게 전송되지 않았습니다.',
  failures: {
    'light-agent': '라이트 상담원은 내부 메모만 쓸 수 있습니다. 동료에게 전송을 요청하세요.',
    suspended: '메모 작성자가 정지된 상태입니다.',
    departed: '메모 작성자는 더 이상 활성 상담원이 아닙니다.',
    'private-only': '이 역할은 내부 메모만 쓸 수 있습니다. 동료에게 전송을 요청하세요.',
    'not-staff': '메모 작성자가 상담원이 아닙니다.',
    'by-email': '이메일로 온 명령은 꺼져 있습니다. 헬프데스크에서 메모를 작성하세요.',
    'note-redacted': '답변이 전송되기 전에 메모가 가려졌습니다. 다시 작성하세요.',
    empty: '명령 뒤에 내용이 없습니다.',
    'unresolved-placeholder':
      '{detail}이(가) 채워지지 않았습니다. 고객이 그대로 읽게 됩니다. 실제 내용을 넣고 다시 시도하세요.',
    'language-unknown': '고객의 언어를 알 수 없습니다. 지정하세요: #translate:es …',
    'unsupported-language': '다음 언어로는 번역할 수 없습니다: {detail}',
    'numbers-damaged':
      '번역에서 숫자, 링크 또는 보호된 다른 부분이 바뀌었습니다. 문장을 짧게 쓰거나 그대로 둘 부분을 표시하세요: ***이것***',
    'translation-unavailable': '번역 서비스가 응답하지 않았습니다. 다시 시도하거나 고객의 언어로 답변하세요.',
    'not-sent-in-time':
      '헬프데스크가 제시간에 받지 않았습니다. 다시 보내기 전에 답변이 티켓에 있는지 확인하세요.',
    'refused-by-helpdesk': '헬프데스크가 거부했습니다.',
    'ticket-closed': '티켓이 종료되었습니다.',
    'replies-off': '이 계정에서는 답변이 꺼져 있습니다(mode).',
    'no-preview': '전송할 미리보기가 없습니다. 먼저 #preview와 내용을 쓰세요.',
    'file-unavailable': '메모의 파일을 읽을 수 없습니다. 다시 첨부하세요.',
    'nothing-to-retry': '아직 고객 메시지가 없습니다.',
    'chat-locked': '채팅이 가득 찼거나 잠겨 있어 더 이상 메시지를 받지 않습니다. 다른 방법으로 답변하세요.',
    'chat-not-configured':
      '채팅 답변이 설정되지 않았습니다. 관리자가 Sunshine Conversations 키를 저장해야 합니다. 채팅에 직접 쓰세요.',
    'chat-unknown':
      '고객이 어느 채팅에 있는지 알 수 없거나 더 이상 알 수 없습니다. 채팅에 직접 쓰거나 다음 메시지를 기다리세요.',
    'chat-unsupported': '이런 종류의 채팅에는 여기에서 답변을 보낼 수 없습니다. 채팅에 직접 쓰세요.',
    'no-address': '답변을 보낼 고객의 주소를 알 수 없습니다. 다른 방법으로 답변하세요.',
    'no-sender':
      '답변을 보낼 발신 주소가 설정되어 있지 않습니다. 관리자가 지정해야 합니다. 다른 방법으로 답변하세요.',
    'too-many-recipients':
      '참조된 사람이 헬프데스크가 한 번에 보낼 수 있는 수보다 많습니다. 받는 사람을 줄여 다른 방법으로 답변하세요.',
  },
  notUnderstood: {
    'near-miss': '#{word}은(는) 명령이 아닙니다. {meant}을(를) 뜻하셨나요? #help로 모두 볼 수 있습니다.',
    'unknown-language':
      '“{word}”은(는) 번역할 수 있는 언어가 아닙니다. 코드(es, pt-BR)나 이름을 쓰세요: {meant}:es …',
    'bad-count': '“{word}”은(는) 1에서 50 사이의 숫자가 아닙니다: {meant} 10',
    empty: '{meant}에는 언어가 필요합니다: {meant} es',
  },
  publicSlip: '이 댓글은 공개였습니다. 고객이 “{word}”을(를) 그대로 읽었습니다. 명령은 내부 메모에 쓰세요.',
  previewIn: '고객이 읽게 될 내용({language}):',
  translatedBack: '역번역:',
  noBackTranslation: '역번역을 사용할 수 없습니다.',
  noFormality: '격식 또는 비격식 어조 설정이 없는 언어입니다: {language}',
  howToSend: '#send로 이대로 전송됩니다.',
  noHistory: '고객 메시지가 없습니다.',
  help: {
    '#translate …':
      '나머지를 고객의 언어로, 내 이름으로, 메모의 파일과 함께 보냅니다. 줄여서 #t, 다른 언어는 #translate:it',
    '#preview …': '고객이 읽게 될 내용과 그 역번역을 보여 줍니다',
    '#send': '마지막 미리보기를 그대로 보냅니다',
    '#lang pt': '고객의 언어를 고치고 마지막 메시지를 다시 읽습니다',
    '#pause / #resume': '이 대화의 번역 메모를 멈추고 다시 시작합니다',
    '#retry': '고객의 마지막 메시지를 다시 처리합니다',
    '#history 10': '고객의 최근 메시지 10개를 메모 하나로 보여 줍니다',
    '#help': '이 표',
  },
};
