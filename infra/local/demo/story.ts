import type { Desk } from '../desks/desk.ts';
import type { DeskName } from '../desks/index.ts';
import type { ReplayLine } from '../replay/input.ts';
import type { ReplayOutput } from '../replay/output.ts';

/** One message of the demo, a customer's or an agent's, and how it must end for `--once` to be content. */
export type Scene = Readonly<{
  /** What is special about it, for the person who watches. */
  title: string;
  line: Partial<Omit<Extract<ReplayLine, { kind: 'short' }>, 'kind' | 'number' | 'deliver' | 'ticket'>> &
    Readonly<{ text: string }>;
  expected: Readonly<{
    outcome: ReplayOutput['outcome'];
    /** BCP 47 without region; null = nobody asks. */
    language: string | null;
    note: boolean;
    /** Must stand in the note, unchanged. */
    contains?: string;
    /** What the customer must read in the answer. */
    reply?: string;
  }>;
  /** Scenes of one conversation share a ticket; else each has its own. */
  ticket?: string;
  /** The helpdesks that have what the scene needs; left out = every one. */
  only?: readonly DeskName[];
}>;

const longSpanishComplaint = [
  'Hola, ¿dónde está mi pedido #10023456?',
  ...Array.from({ length: 150 }, (_, day) =>
    [
      `Día ${day + 1} sin noticias.`,
      'Mi pedido todavía no ha llegado.',
      'El número de seguimiento no funciona.',
    ].join(' '),
  ),
].join('\n');

/** The ticket of the conversation that goes both ways. */
const conversation = '2001';

const chat = '3001';
const chatDesks = ['zendesk'] as const satisfies readonly DeskName[];

/** A dozen customers' messages, a conversation and a chat, chosen to show what the pipeline does and what it does not do. */
const scenes: readonly Scene[] = [
  {
    title: 'a new ticket with a subject',
    line: { subject: 'Paquete perdido', text: 'Hola, ¿dónde está mi pedido #10023456?' },
    expected: { outcome: 'delivered', language: 'es', note: true, contains: '#10023456' },
  },
  {
    title: 'an angry customer',
    line: {
      text: 'Ihr Service ist eine Katastrophe! Ich warte seit 21 Tagen. Niemand antwortet auf meine E-Mails. Ich möchte mein Geld zurück.',
    },
    expected: { outcome: 'delivered', language: 'de', note: true },
  },
  {
    title: 'already in the agent’s language: nothing to translate, nothing billed',
    line: { text: 'How can I change the delivery address of my order? I moved last week.' },
    expected: { outcome: 'delivered', language: 'en', note: false },
  },
  {
    title: 'quoted history under the answer',
    line: {
      text: [
        "Bonjour, ma commande n'est toujours pas arrivée. Pouvez-vous m'aider, s'il vous plaît ?",
        '',
        'Le ven. 20 nov. 2026 à 10:12, Support <support@example.com> a écrit :',
        '> Bonjour,',
        '> votre colis est en route.',
        '> Cordialement',
      ].join('\n'),
    },
    expected: { outcome: 'delivered', language: 'fr', note: true },
  },
  {
    title: 'an HTML mail',
    line: {
      text: 'Il codice sconto SUMMER-20 non funziona.\nPotete aiutarmi?',
      html: '<div><p>Il codice sconto <b>SUMMER-20</b> non funziona.</p><p>Potete aiutarmi?</p></div>',
    },
    expected: { outcome: 'delivered', language: 'it', note: true, contains: 'SUMMER-20' },
  },
  {
    title: 'a mail of 12 kB, longer than Translate takes at once',
    line: { text: longSpanishComplaint },
    expected: { outcome: 'delivered', language: 'es', note: true, contains: '#10023456' },
  },
  {
    title: 'written from right to left',
    line: { text: 'السلام عليكم. أين طلبي #10023456؟ طلبي لم يصل بعد.' },
    expected: { outcome: 'delivered', language: 'ar', note: true, contains: '#10023456' },
  },
  {
    title: 'emoji only: nothing to read',
    line: { text: '👍🏽🎉' },
    expected: { outcome: 'skipped', language: null, note: false },
  },
  {
    title: 'an out-of-office answer: no note, no call',
    line: {
      subject: 'Respuesta automática: Fuera de la oficina',
      text: 'Estoy fuera de la oficina hasta el lunes y no tengo acceso a mi correo.',
    },
    expected: { outcome: 'skipped', language: null, note: false },
  },
  {
    title: 'Portuguese, with an e-mail address that must survive',
    line: { text: 'Bom dia. Fui cobrado duas vezes. Escrevam para ana@example.com, por favor.' },
    expected: { outcome: 'delivered', language: 'pt', note: true, contains: 'ana@example.com' },
  },
  {
    title: 'Dutch',
    line: { text: 'Ik kan niet inloggen op mijn account. Hoe kan ik mijn wachtwoord opnieuw instellen?' },
    expected: { outcome: 'delivered', language: 'nl', note: true },
  },
  {
    title: 'Polish',
    line: { text: 'Otrzymałem uszkodzony produkt. Chciałbym otrzymać zwrot pieniędzy.' },
    expected: { outcome: 'delivered', language: 'pl', note: true },
  },
  {
    title: 'Japanese',
    line: { text: '注文をキャンセルしたいです。注文番号は XJ-900/2 です。' },
    expected: { outcome: 'delivered', language: 'ja', note: true, contains: 'XJ-900/2' },
  },
  {
    title: 'Turkish, and happy',
    line: { text: 'Hızlı yardımınız için çok teşekkür ederim. Şimdi her şey mükemmel çalışıyor.' },
    expected: { outcome: 'delivered', language: 'tr', note: true },
  },
  {
    title: 'a conversation: the customer asks',
    ticket: conversation,
    line: { text: 'Guten Tag. Wo ist meine Bestellung #10023456? Das Paket ist noch nicht angekommen.' },
    expected: { outcome: 'delivered', language: 'de', note: true, contains: '#10023456' },
  },
  {
    title: 'a conversation: the agent answers in English, the customer reads German, with the file',
    ticket: conversation,
    line: {
      from: 'agent',
      public: false,
      text: '#translate Thank you for your message. You can track your parcel here: https://shop.example.com/track?id=10023456',
      attachments: [{ name: 'invoice.pdf', contentType: 'application/pdf', base64: 'JVBERi0xLjQK' }],
    },
    expected: {
      outcome: 'delivered',
      language: null,
      note: false,
      reply: 'https://shop.example.com/track?id=10023456',
    },
  },
  {
    title: 'a conversation: the customer is content',
    ticket: conversation,
    line: { text: 'Vielen Dank für Ihre schnelle Hilfe. Jetzt funktioniert alles perfekt.' },
    expected: { outcome: 'delivered', language: 'de', note: true },
  },
  {
    title: 'a conversation: the agent looks at the answer first',
    ticket: conversation,
    line: { from: 'agent', public: false, text: '#preview Can we help you with anything else?' },
    expected: {
      outcome: 'delivered',
      language: null,
      note: true,
      contains: 'Is there anything else we can do for you?',
    },
  },
  {
    title: 'a conversation: and has it sent as it stands',
    ticket: conversation,
    line: { from: 'agent', public: false, text: '#send' },
    expected: { outcome: 'delivered', language: null, note: false, reply: '?' },
  },
  {
    title: 'a conversation: an answer that would have looked broken does not go out, and says so',
    ticket: conversation,
    line: { from: 'agent', public: false, text: '#translate Dear {{ticket.requester.name}, thank you.' },
    expected: { outcome: 'delivered', language: null, note: true, contains: 'Not sent to the customer.' },
  },
  {
    title: 'a chat: what is said within four seconds shares one note, so it waits that long',
    ticket: chat,
    only: chatDesks,
    line: { channel: 'chat', text: 'Bonjour. Où est ma commande #10023456 ?' },
    expected: { outcome: 'delivered', language: 'fr', note: true, contains: '#10023456' },
  },
  {
    title: 'a chat: the agent’s note answers in the chat',
    ticket: chat,
    only: chatDesks,
    line: {
      channel: 'chat',
      from: 'agent',
      public: false,
      text: '#translate Can we help you with anything else?',
    },
    expected: { outcome: 'delivered', language: null, note: false, reply: '?' },
  },
];

/** The scenes that can be played in this helpdesk. */
export function storyFor({ connector }: Pick<Desk, 'connector'>): readonly Scene[] {
  return scenes.filter(({ only }) => only === undefined || only.some((name) => name === connector));
}

/** Below what the stand-ins give to tickets that are made while the story plays. */
const firstTicket = 100;

/** A scene as a replay line; the tool's ways in take turns. */
export function lineOf(scene: Scene, number: number, { tellsBy }: Pick<Desk, 'tellsBy'>): ReplayLine {
  const via = tellsBy[(number - 1) % tellsBy.length] ?? tellsBy[0];
  return {
    kind: 'short',
    number,
    from: 'customer',
    public: true,
    attachments: [],
    deliver: { signature: 'good', ageSeconds: 0, contentType: 'application/json', times: 1, via },
    ...scene.line,
    ticket: scene.ticket ?? String(firstTicket + number),
  };
}

/** What is not as expected, in words; empty = all is well. */
export function shortcomings(scene: Scene, output: ReplayOutput): readonly string[] {
  const { expected } = scene;
  const notes = output.writes.filter((write) => write.kind === 'note');
  const replies = output.writes.filter((write) => write.kind === 'reply');
  const language = output.language?.code.split('-')[0] ?? null;
  return [
    ...(output.outcome === expected.outcome ? [] : [`ended ${output.outcome}, expected ${expected.outcome}`]),
    ...(expected.language === null || language === expected.language
      ? []
      : [`language ${language ?? 'none'}, expected ${expected.language}`]),
    ...(notes.length > 0 === expected.note
      ? []
      : [expected.note ? 'has no note' : 'has a note that nobody needs']),
    ...(expected.contains === undefined || notes.some(({ html }) => html.includes(expected.contains ?? ''))
      ? []
      : [`lost ${expected.contains}`]),
    ...(replies.length === (expected.reply === undefined ? 0 : 1)
      ? []
      : [`sent ${replies.length} answers to the customer`]),
    ...(expected.reply === undefined || replies.every(({ html }) => html.includes(expected.reply ?? ''))
      ? []
      : [`the customer does not read ${expected.reply}`]),
  ];
}
