import { type LocalService, ServiceError } from '../../infra/local/ports.ts';

type SdkRequest = Readonly<{ headers: Record<string, string>; body?: Uint8Array }>;

export type InProcessOptions = Readonly<{
  /** Stands for the caller's policies; by default everything is allowed. */
  authorize?: (action: string, resourceArn: string) => void;
  traceHeader?: string;
}>;

const callerArn = 'arn:aws:iam::111122223333:user/admin';

/** Settings of an AWS SDK client whose calls go straight to a local service: the SDK's own wire format, without a wire. */
export function inProcess(service: LocalService, options: InProcessOptions = {}) {
  const { authorize = () => {}, traceHeader = null } = options;
  return {
    region: 'eu-west-1',
    endpoint: 'http://127.0.0.1:9',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: {
      async handle(request: SdkRequest) {
        const operation = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
        const input: unknown = JSON.parse(new TextDecoder().decode(request.body));
        try {
          const { output } = await service.handle({ operation, input, traceHeader, callerArn, authorize });
          return { response: answer(200, output) };
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
          return { response: answer(error.status, { __type: error.code, message: error.message }) };
        }
      },
    },
  };
}

function answer(statusCode: number, body: unknown) {
  return {
    statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}
