/**
 * Regions that have Amazon Translate, Amazon Comprehend and Amazon Lex V2 at once, as AWS listed them on 2026-11-23:
 * Comprehend and Translate in their developer guides ("Guidelines and limits"), Lex V2 in the General Reference
 * ("Amazon Lex endpoints and quotas"). Comprehend and Lex are the narrow ones; a new region is added here by hand.
 */
export const regions = [
  'us-east-1',
  'us-west-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
] as const;
export type Region = (typeof regions)[number];

/**
 * Those of them in which CloudFormation makes glossaries (AWS::Translate::Terminology), by AWS's own data in
 * @aws/cloudformation-validate 1.14.0 of the CDK; it refuses the others at synth.
 */
export const glossaryRegions: ReadonlySet<Region> = new Set(['us-east-1', 'us-west-2', 'eu-central-1']);

/** The day on which `regions` was last compared with AWS's own lists. */
export const regionsCheckedOn = '2026-11-23';
