import type { FunctionDefinition } from './definition.ts';

/** What a function's own credentials are, so that the signature of a call says who calls. */
export type Credentials = Readonly<{ accessKeyId: string; secretAccessKey: string }>;

/** The variables that Lambda itself sets, and where this stack's services are. */
export function environmentOf(
  definition: FunctionDefinition,
  context: Readonly<{
    region: string;
    endpointUrl: string;
    credentials: Credentials;
    logStream: string;
    timeScale: number;
  }>,
): Record<string, string> {
  const { credentials, region } = context;
  return {
    ...definition.environment,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    _HANDLER: definition.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_FUNCTION_NAME: definition.physicalName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: context.logStream,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL: context.endpointUrl,
    // Otherwise the SDK would mix in what it finds on the developer's machine.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    // For what functions measure by the clock and wait for in queues.
    LOCAL_TIME_SCALE: String(context.timeScale),
    LOCAL_FUNCTION_ARN: definition.arn,
  };
}
