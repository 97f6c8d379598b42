import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { metricNamespaceOf } from '../../functions/_shared/metric-names.ts';
import { accessLogGroup, physicalName, webhookPath } from '../names.ts';

/** Requests a second. The busiest vendor sends about 85 (Zendesk: 5,000 events a minute), so only an attack gets here. */
const throttle = { rateLimit: 500, burstLimit: 1_000 };

/** What is kept of a request: who asked for what and how it went, nothing of its body or headers. */
const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  path: '$context.path',
  status: '$context.status',
  responseLatencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  error: '$context.error.message',
  integrationError: '$context.integrationErrorMessage',
});

export type WebhookApiProps = Readonly<{
  stage: string;
  ingest: IFunction;
  logDays: number;
  key: IKey | undefined;
}>;

/** The only door from outside: webhooks by POST, authenticated by their signature in `ingest`. */
export class WebhookApi extends Construct {
  readonly #api: apigatewayv2.HttpApi;
  readonly #accessLog: logs.LogGroup;
  readonly #metricNamespace: string;

  constructor(scope: Construct, id: string, props: WebhookApiProps) {
    super(scope, id);
    this.#metricNamespace = metricNamespaceOf(props.stage);
    this.#api = new apigatewayv2.HttpApi(this, 'Api', {
      apiName: physicalName(props.stage, 'webhooks'),
      description: 'Webhooks of helpdesks',
      createDefaultStage: false,
    });
    this.#api.addRoutes({
      path: webhookPath('{connector}', '{account}'),
      methods: [apigatewayv2.HttpMethod.POST],
      integration: new HttpLambdaIntegration('Ingest', props.ingest),
    });
    this.#accessLog = new logs.LogGroup(this, 'AccessLog', {
      logGroupName: accessLogGroup(props.stage),
      retention: props.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.key ? { encryptionKey: props.key } : {}),
    });
    new apigatewayv2.HttpStage(this, 'Stage', {
      httpApi: this.#api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new apigatewayv2.LogGroupLogDestination(this.#accessLog),
        format: apigateway.AccessLogFormat.custom(accessLogFormat),
      },
    });
  }

  /** The address to enter in the helpdesk. */
  webhookUrl(connector: string, account: string): string {
    return `${this.#api.apiEndpoint}${webhookPath(connector, account)}`;
  }

  /** Answers of 500 and above, per five minutes. */
  serverErrors(): cloudwatch.Metric {
    return this.#api.metricServerError({ statistic: 'Sum', period: Duration.minutes(5) });
  }

  /**
   * Answers of one status, per five minutes. API Gateway counts 4xx only as a whole, and forged signatures are among
   * them, so they are counted in the access log.
   */
  answersOf(status: 409 | 429): cloudwatch.Metric {
    const filter = this.#accessLog.addMetricFilter(`Status${status}`, {
      filterPattern: logs.FilterPattern.stringValue('$.status', '=', String(status)),
      metricNamespace: this.#metricNamespace,
      metricName: `ApiAnswers${status}`,
      metricValue: '1',
    });
    return filter.metric({ statistic: 'Sum', period: Duration.minutes(5) });
  }
}
