import { ApiError, methodNotAllowed, notFound } from '../errors.ts';
import { answerCollection } from './collections.ts';
import { answerComposite } from './composite.ts';
import { answerEmailSimple } from './email-simple.ts';
import { QueryRoutes } from './query-routes.ts';
import type { ApiAnswer, ApiContext, ApiRequest } from './routing.ts';
import { answerSobjects } from './sobject-routes.ts';

function limits({ usage }: ApiContext): ApiAnswer {
  const { used, limit, singleEmails } = usage();
  return {
    status: 200,
    body: {
      DailyApiRequests: { Max: limit, Remaining: Math.max(0, limit - used) },
      DailyStandardVolumePlatformEvents: { Max: 10_000, Remaining: 10_000 },
      HourlyPublishedPlatformEvents: { Max: 250_000, Remaining: 250_000 },
      SingleEmail: { Max: singleEmails.limit, Remaining: singleEmails.left },
    },
  };
}

/** Everything below `/services/data/v66.0`. A request that fails leaves nothing behind. */
export class Rest {
  readonly #context: ApiContext;
  readonly #queries = new QueryRoutes();

  constructor(context: ApiContext) {
    this.#context = context;
  }

  answer(request: ApiRequest): ApiAnswer {
    const { store } = this.#context.org;
    const start = store.savepoint();
    try {
      return this.#dispatch(request);
    } catch (error) {
      store.rollBackTo(start);
      if (error instanceof ApiError) return { status: error.status, body: error.body };
      throw error;
    }
  }

  #dispatch(request: ApiRequest): ApiAnswer {
    const [first, second, third] = request.segments;
    switch (first) {
      case 'sobjects':
        return answerSobjects(request, this.#context);
      case 'query':
      case 'queryAll':
        return this.#queries.answer(request, this.#context);
      case 'composite':
        if (second === 'sobjects') return answerCollection(request, this.#context);
        if (second === undefined) return answerComposite(request, this.#context, (part) => this.answer(part));
        break;
      case 'limits':
        if (request.method !== 'GET') throw methodNotAllowed(request.method, 'HEAD,GET');
        return limits(this.#context);
      case 'actions':
        if (second === 'standard' && third === 'emailSimple')
          return answerEmailSimple(request, this.#context);
        break;
      default:
        break;
    }
    request.caller.report('the stand-in has no such resource; a real org may have');
    throw notFound();
  }
}
