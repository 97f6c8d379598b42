import type { LatencyStep } from '../runtime.ts';
import { characterCount } from '../text/letters.ts';
import type { ServiceAnswer, Services, Usage } from './ports.ts';

/** The same services, and a count of what they were asked. */
export type MeteredServices = Readonly<{ services: Services; usage: () => Usage }>;

export type Stopwatch = Readonly<{
  nowMs: () => number;
  onDuration: (step: LatencyStep, ms: number) => void;
}>;

/** Counts every call that goes out, retries included, and the characters that were translated; tells how long each took. */
export function metered(services: Services, { nowMs, onDuration }: Stopwatch): MeteredServices {
  const count = { translateCalls: 0, comprehendCalls: 0, lexCalls: 0, translatedCharacters: 0 };

  async function call<Value>(
    step: LatencyStep,
    counter: 'translateCalls' | 'comprehendCalls' | 'lexCalls',
    send: () => Promise<ServiceAnswer<Value>>,
  ): Promise<ServiceAnswer<Value>> {
    const startedMs = nowMs();
    const answer = await send();
    count[counter] += answer.attempts;
    onDuration(step, nowMs() - startedMs);
    return answer;
  }

  return {
    usage: () => ({ ...count }),
    services: {
      async translate(request) {
        const answer = await call('translate', 'translateCalls', () => services.translate(request));
        if (answer.ok) count.translatedCharacters += characterCount(request.text);
        return answer;
      },
      detectLanguage: (text) => call('detect', 'comprehendCalls', () => services.detectLanguage(text)),
      detectSentiment: (text, language) =>
        call('sentiment', 'comprehendCalls', () => services.detectSentiment(text, language)),
      recogniseIntent: (text, locale) =>
        call('intent', 'lexCalls', () => services.recogniseIntent(text, locale)),
    },
  };
}
