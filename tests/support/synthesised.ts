import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../infra/app.ts';
import { parseSettings, type StageSettings } from '../../infra/settings.ts';

export type Resource = {
  Type: string;
  Properties: any;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};
export type Template = { Resources: Record<string, Resource>; Outputs: Record<string, { Value: any }> };

/** One account of the only tool there is, all else at its default. Not `local`, so that nothing hangs on the stage. */
export const settingsInput = {
  stage: 'test',
  region: 'eu-west-1',
  alarmEmail: 'oncall@example.com',
  accounts: [
    {
      connector: 'zendesk',
      account: '22129848',
      baseUrl: 'https://acme.zendesk.example.com',
      agentLanguages: { default: 'en' },
      runtimeUserId: '8447388090001',
      vendor: { fields: { language: '360000000001' } },
    },
    {
      connector: 'zendesk',
      account: '33',
      baseUrl: 'https://beta.zendesk.example.com',
      agentLanguages: { default: 'nl' },
      runtimeUserId: '8447388090002',
    },
  ],
} as const;

export const testSettings = (): StageSettings => parseSettings('settings/test.json', settingsInput);

/** Builds an app of which the CDK leaves out the bundling: most tests look at the template only, and it takes most of the time. */
export function withoutBundling<Built>(build: () => Built): Built {
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ 'aws:cdk:bundling-stacks': [] });
  try {
    return build();
  } finally {
    delete process.env.CDK_CONTEXT_JSON;
  }
}

/** A synthesised stack, read with few words. */
export class Synthesised {
  readonly template: Template;
  /** Of the file that CloudFormation is given. */
  readonly templateBytes: number;
  /** Holds the bundles, if they were asked for. */
  readonly folder: string;

  constructor(
    settings: StageSettings,
    options: { customerKey?: boolean; bundles?: boolean; glossariesFolder?: string } = {},
  ) {
    const { bundles = false, ...buildOptions } = options;
    this.folder = mkdtempSync(join(tmpdir(), 'dragoman-synth-'));
    const assemble = () => buildApp(settings, { ...buildOptions, outdir: this.folder }).synth();
    const [stack] = (bundles ? assemble() : withoutBundling(assemble)).stacks;
    this.template = stack!.template;
    this.templateBytes = statSync(stack!.templateFullPath).size;
  }

  /** `[logical id, properties]` of every resource of a type, `AWS::` left out. */
  all(type: string): [string, any][] {
    return Object.entries(this.template.Resources)
      .filter(([, resource]) => resource.Type === `AWS::${type}`)
      .map(([id, resource]) => [id, resource.Properties]);
  }

  /** Properties of the one resource of that type whose physical name is `name`. */
  named(type: string, name: string): any {
    const found = this.all(type).filter(([, properties]) => Object.values(properties).includes(name));
    if (found.length !== 1) throw new Error(`${found.length} resources AWS::${type} are called ${name}`);
    return found[0]![1];
  }

  /** All statements of a function's role, by the function's name without stage. */
  statementsOf(name: string): { Action: string | string[]; Resource: any }[] {
    const { Role } = this.named('Lambda::Function', `dragoman-test-${name}`);
    const role = Role['Fn::GetAtt'][0];
    return this.all('IAM::Policy')
      .filter(([, { Roles }]) => Roles.some((entry: any) => entry.Ref === role))
      .flatMap(([, { PolicyDocument }]) => PolicyDocument.Statement);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const functionsIn = ({ Resources }: Template): readonly Resource[] =>
  Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');

/** Without the stage: `write-back`. */
export const nameOfFunction = ({ Properties }: Resource, stage: string): string =>
  Properties.FunctionName.replace(`dragoman-${stage}-`, '');

/** The logical id that a `Ref` or `Fn::GetAtt` points to. */
export const target = (value: any): string => value?.Ref ?? value?.['Fn::GetAtt']?.[0];

/** Text with every intrinsic replaced by `<logical id>`, joins made. */
export function flatText(value: any): string {
  if (typeof value === 'string') return value;
  if (value?.['Fn::Join']) return value['Fn::Join'][1].map(flatText).join(value['Fn::Join'][0]);
  return `<${target(value)}>`;
}
