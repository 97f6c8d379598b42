import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** A check's finding that cannot be met, where it is expected, and why that is right. Elsewhere the same finding is an error. */
type Acknowledgement = Readonly<{ id: string; at: RegExp; reason: string }>;

const acknowledgements: readonly Acknowledgement[] = [
  {
    id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    at: /\/(Ingest|IngestPartner|Enrich|Reply|WriteBack|DlqWatch|Reconcile)\/Role\/DefaultPolicy\/Resource$/,
    reason:
      'X-Ray and Comprehend have no resources that a policy could name, nor has Translate without a glossary.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-DDB3',
    at: /\/StateTables\/Translations\/Resource$/,
    reason: 'Nothing to recover, and a backup would keep customers’ text beyond its time.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-SMG4',
    at: /\/Secrets-[^/]+\/(Webhook|Api)$/,
    reason: 'The helpdesk issues these secrets; nobody but a person can put new ones in.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-APIG4',
    at: /\/WebhookApi\/Api\/POST--webhooks--[^/]+\/Resource$/,
    reason: 'A webhook proves itself by its signature over the raw bytes, checked in ingest.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-SQS3',
    at: /\/Undeliverable\/Queue\/Resource$/,
    reason: 'This is the dead-letter queue of rule targets, which the check does not see.',
  },
  {
    id: 'Serverless::Serverless-SQSRedrivePolicy',
    at: /\/(Undeliverable\/Queue|[^/]+\/DeadLetters)\/Resource$/,
    reason: 'A dead-letter queue is where messages end; it has an alarm.',
  },
  {
    id: 'Serverless::Serverless-LambdaDLQ',
    at: /\/(Ingest|IngestPartner|Enrich|Reply|WriteBack|DlqWatch|Reconcile)\/Function\/Resource$/,
    reason:
      'Called by the API or by queues with dead letters; the scheduled ones have an on-failure destination.',
  },
  {
    id: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
    at: /\/(IngestPartner|Enrich|Reply|WriteBack)\/Mapping[^/]*\/Resource$/,
    reason: 'Mappings of SQS queues have none; the queue itself has dead letters.',
  },
];

/** Checks the app at synth, besides CloudFormation's own schemas (a feature flag in cdk.json). A finding ends the synth. */
export function validate(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  for (const acknowledgement of acknowledgements) acknowledge(app, acknowledgement);
}

/** Throws if the finding is acknowledged at no place at all: then the entry has outlived what it was written for. */
function acknowledge(app: App, { id, at, reason }: Acknowledgement): void {
  const places: readonly IConstruct[] = app.node.findAll().filter(({ node }) => at.test(node.path));
  if (places.length === 0) throw new Error(`${id} is acknowledged at ${at}, where there is nothing.`);
  for (const place of places) Validations.of(place).acknowledge({ id, reason });
}
