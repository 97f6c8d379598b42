import type { NoticeWords } from './shape.ts';

export const portuguese: NoticeWords = {
  notSent: 'Não enviado ao cliente.',
  failures: {
    'light-agent':
      'Como agente light, só é possível escrever notas internas. Peça a um colega que envie a resposta.',
    suspended: 'O autor da nota está suspenso.',
    departed: 'O autor da nota já não é um agente ativo.',
    'private-only': 'A sua função só permite notas internas. Peça a um colega que envie a resposta.',
    'not-staff': 'O autor da nota não é um agente.',
    'by-email': 'Os comandos que chegam por e-mail estão desativados. Escreva a nota na ferramenta.',
    'note-redacted': 'A nota foi ocultada antes do envio da resposta. Escreva-a de novo.',
    empty: 'Não há texto depois do comando.',
    'unresolved-placeholder':
      '{detail} não está preenchido: o cliente leria isso tal como está. Coloque o próprio texto e tente de novo.',
    'language-unknown': 'O idioma do cliente não é conhecido. Indique-o: #translate:es …',
    'unsupported-language': 'Não há tradução para este idioma: {detail}.',
    'numbers-damaged':
      'A tradução alterou um número, um link ou outra parte protegida. Escreva frases mais curtas ou marque o que deve ficar: ***isto***.',
    'translation-unavailable':
      'O serviço de tradução não respondeu. Tente de novo ou responda no idioma do cliente.',
    'not-sent-in-time':
      'A ferramenta não aceitou a resposta a tempo. Verifique se ela está no ticket antes de a enviar de novo.',
    'refused-by-helpdesk': 'A ferramenta recusou a resposta.',
    'ticket-closed': 'O ticket está fechado.',
    'replies-off': 'As respostas estão desativadas para esta conta (mode).',
    'no-preview': 'Não há pré-visualização para enviar. Escreva primeiro #preview e o texto.',
    'file-unavailable': 'Não foi possível ler um arquivo da nota. Anexe-o de novo.',
    'nothing-to-retry': 'Ainda não há mensagem do cliente.',
    'chat-locked': 'O chat está cheio ou bloqueado e não aceita mais mensagens. Responda de outra forma.',
    'chat-not-configured':
      'As respostas em chats não estão configuradas: um administrador tem de guardar a chave do Sunshine Conversations. Escreva diretamente no chat.',
    'chat-unknown':
      'Não se sabe, ou já não se sabe, em que chat está o cliente. Escreva diretamente no chat ou espere pela próxima mensagem.',
    'chat-unsupported': 'Não é possível responder daqui neste tipo de chat. Escreva diretamente no chat.',
    'no-address':
      'Não se conhece nenhum endereço do cliente para onde enviar a resposta. Responda de outra forma.',
    'no-sender':
      'Não está configurado o endereço de onde saem as respostas: um administrador precisa indicá-lo. Responda de outra forma.',
    'too-many-recipients':
      'Há mais pessoas em cópia do que a ferramenta aceita num só envio. Responda de outra forma, a menos pessoas.',
  },
  notUnderstood: {
    'near-miss': '#{word} não é um comando. Quis dizer {meant}? #help mostra todos.',
    'unknown-language':
      '“{word}” não é um idioma que possa ser traduzido. Use um código (es, pt-BR) ou um nome: {meant}:es …',
    'bad-count': '“{word}” não é um número de 1 a 50: {meant} 10',
    empty: '{meant} precisa de um idioma: {meant} es',
  },
  publicSlip:
    'Este comentário era público: o cliente leu “{word}” tal como está. Os comandos pertencem a uma nota interna.',
  previewIn: 'O cliente leria ({language}):',
  translatedBack: 'Traduzido de volta:',
  noBackTranslation: 'A tradução de volta não está disponível.',
  noFormality: 'Idioma sem opção de tom formal ou informal: {language}.',
  howToSend: '#send envia exatamente isto.',
  noHistory: 'Não há mensagens do cliente.',
  help: {
    '#translate …':
      'envia o resto ao cliente no idioma dele, no seu nome, com os arquivos da nota; #t para abreviar, #translate:it para outro idioma',
    '#preview …': 'mostra o que o cliente leria, e o mesmo traduzido de volta',
    '#send': 'envia a última pré-visualização exatamente como está',
    '#lang pt': 'corrige o idioma do cliente e lê de novo a última mensagem',
    '#pause / #resume': 'para e retoma as notas de tradução desta conversa',
    '#retry': 'processa de novo a última mensagem do cliente',
    '#history 10': 'as últimas dez mensagens do cliente numa nota',
    '#help': 'esta tabela',
  },
};
