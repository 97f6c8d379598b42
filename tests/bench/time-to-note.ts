/**
 * What the pipeline adds to the calls that it makes: time from the webhook to the note, and notes per second, each against
 * the same calls made directly, one after another. The whole stack runs on this machine; language services and helpdesk
 * are stand-ins that take as long as they are told. Only the ratios mean something; they come from one run.
 * `npm run bench:note -- MESSAGES` (default 60).
 */
import { ComprehendClient, DetectSentimentCommand } from '@aws-sdk/client-comprehend';
import { TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';
import { openZendeskDesk } from '../../infra/local/desks/zendesk/index.ts';
import { parseFaults } from '../../infra/local/faults.ts';
import type { JournalEntry } from '../../infra/local/journal.ts';
import { parseReplayFile } from '../../infra/local/replay/input.ts';
import type { ReplayOutput } from '../../infra/local/replay/output.ts';
import { Player } from '../../infra/local/replay/player.ts';
import { openWorld, type World } from '../../infra/local/world.ts';

/** About what the services take from within their region, and a helpdesk over the internet. */
const latencyMs = { translate: 120, comprehend: 60, lex: 60, helpdesk: 250 };
const deadlineMs = 180_000;
const messages = Number(process.argv[2] ?? 60);

const languageServices = ['translate', 'comprehend', 'lex'];
const isCall = (
  entry: JournalEntry,
): entry is Extract<JournalEntry, { kind: 'service-call' | 'helpdesk-call' }> =>
  entry.kind === 'helpdesk-call' ||
  (entry.kind === 'service-call' && languageServices.includes(entry.service));

/** How long at least one of the calls was under way. */
function busyMs(calls: readonly { atMs: number; ms: number }[]): number {
  let busy = 0;
  let reachedMs = Number.NEGATIVE_INFINITY;
  for (const { atMs, ms } of calls.toSorted((one, other) => one.atMs - one.ms - (other.atMs - other.ms))) {
    busy += Math.max(0, atMs - Math.max(reachedMs, atMs - ms));
    reachedMs = Math.max(reachedMs, atMs);
  }
  return busy;
}

/** No two texts are alike, so that nothing is translated from memory. */
const textOf = (number: number) =>
  `Hola, ¿dónde está mi pedido #${10_000_000 + number}? Mi paquete todavía no ha llegado.`;
const lineOf = (number: number) => ({ ticket: `b${number}`, text: textOf(number) });

async function play(world: World, numbers: readonly number[]): Promise<ReplayOutput[]> {
  const player = new Player(world, deadlineMs);
  const outputs: ReplayOutput[] = [];
  const lines = parseReplayFile(numbers.map((number) => JSON.stringify(lineOf(number))).join('\n'));
  await player.playAll(lines, (output) => outputs.push(output));
  player.stop();
  const lost = outputs.filter(({ outcome }) => outcome !== 'delivered');
  if (lost.length > 0) throw new Error(`${lost.length} messages were not delivered`);
  return outputs;
}

/** Opens what a script would call by itself: both language services, and the update of a ticket. */
async function directCalls(world: World) {
  const { endpointUrl: endpoint, admin: credentials, region } = world.stack;
  const translate = new TranslateClient({ endpoint, credentials, region });
  const comprehend = new ComprehendClient({ endpoint, credentials, region });
  const { baseUrl } = world.helpdesk;
  const json = { accept: 'application/json', 'content-type': 'application/json' };
  const { clientId, clientSecret } = JSON.parse(world.helpdesk.secrets.api);
  const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const answer = await fetch(`${baseUrl}/oauth/tokens`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ ...grant, scope: 'read write' }),
  });
  const { access_token: token } = JSON.parse(await answer.text());

  return async (number: number): Promise<void> => {
    const Text = textOf(number);
    const { TranslatedText } = await translate.send(
      new TranslateTextCommand({ Text, SourceLanguageCode: 'es', TargetLanguageCode: 'en' }),
    );
    await comprehend.send(new DetectSentimentCommand({ Text, LanguageCode: 'es' }));
    const comment = { html_body: `<p>${TranslatedText}</p>`, public: false };
    const updated = await fetch(`${baseUrl}/api/v2/tickets/b${number}`, {
      method: 'PUT',
      headers: { ...json, authorization: `Bearer ${token}` },
      body: JSON.stringify({ ticket: { comment } }),
    });
    if (!updated.ok) throw new Error(`The stand-in answered ${updated.status}`);
    await updated.arrayBuffer();
  };
}

const at = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const ratio = (value: number, of: number) => `${(value / of).toFixed(2)}×`;
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

const world = await openWorld({
  engine: 'phrasebook',
  agentLanguage: 'en',
  timeScale: 1,
  openDesk: openZendeskDesk,
  // What is measured here is what the functions can do, not what a helpdesk lets them.
  account: { updatesPerMinute: 1_000_000 },
  faults: parseFaults(Object.entries(latencyMs).map(([service, ms]) => `${service}:latency:${ms}`)),
});
try {
  await play(world, range(0, 5));

  const alone: { ms: number; beyondMs: number }[] = [];
  for (const number of range(1_000, messages)) {
    const before = world.journal.entries().length;
    const [output] = await play(world, [number]);
    const calls = world.journal.entries().slice(before).filter(isCall);
    const ms = output?.ms ?? 0;
    alone.push({ ms, beyondMs: ms - busyMs(calls) });
  }

  const direct = await directCalls(world);
  const directMs: number[] = [];
  for (const number of range(1_000, messages)) {
    const startedMs = performance.now();
    await direct(number);
    directMs.push(performance.now() - startedMs);
  }

  const burst = range(5_000, 4 * messages);
  const startedMs = performance.now();
  await play(world, burst);
  const burstPerSecond = burst.length / ((performance.now() - startedMs) / 1000);

  const directSumMs = directMs.reduce((sum, ms) => sum + ms, 0);
  const directPerSecond = messages / (directSumMs / 1000);
  const whole = alone.map(({ ms }) => ms);
  const beyond = alone.map(({ beyondMs }) => beyondMs);
  const baseMs = at(directMs, 0.5);
  const line = (name: string, values: readonly number[]) =>
    `${name.padEnd(34)} p50 ${ratio(at(values, 0.5), baseMs)}  p95 ${ratio(at(values, 0.95), baseMs)}   ` +
    `[${at(values, 0.5).toFixed(0)} ms, ${at(values, 0.95).toFixed(0)} ms]\n`;
  process.stdout.write(
    `${messages} messages one after another; times relative to the p50 of translation, sentiment and update called directly\n` +
      line('called directly', directMs) +
      line('webhook to note', whole) +
      line('of that, beyond the calls', beyond) +
      `${burst.length} messages at once, notes per second: ${ratio(burstPerSecond, directPerSecond)} those of direct calls one after another ` +
      `[${burstPerSecond.toFixed(1)}, ${directPerSecond.toFixed(1)}]\n`,
  );
} finally {
  await world.stop();
}
