import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { functionLogGroup, physicalName } from '../names.ts';

const projectRoot = join(import.meta.dirname, '..', '..');

export type NodeFunctionProps = Readonly<{
  stage: string;
  /** Folder under `functions/`. */
  name: string;
  description: string;
  timeout: Duration;
  memoryMb: number;
  logDays: number;
  key: IKey | undefined;
  environment: Readonly<Record<string, string>>;
  /** Everything that the function's own code may do. */
  permissions: readonly iam.PolicyStatement[];
}>;

/** One function: bundled from `functions/<name>/index.ts`, with a role and a log of its own and no right that is not named here. */
export class NodeFunction extends Construct {
  readonly function: NodejsFunction;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Log', {
      logGroupName: functionLogGroup(props.stage, props.name),
      retention: props.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.key ? { encryptionKey: props.key } : {}),
    });
    this.function = new NodejsFunction(this, 'Function', {
      functionName: physicalName(props.stage, props.name),
      description: props.description,
      entry: join(projectRoot, 'functions', props.name, 'index.ts'),
      projectRoot,
      depsLockFilePath: join(projectRoot, 'package-lock.json'),
      handler: 'handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memoryMb,
      tracing: lambda.Tracing.ACTIVE,
      logGroup,
      role: this.#role(logGroup, props.permissions),
      environment: { POWERTOOLS_SERVICE_NAME: props.name, ...props.environment },
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        minify: true,
        // Words in many scripts, half the size of their escapes. As an argument: the CDK 2.276 takes `charset` and does nothing with it.
        esbuildArgs: { '--charset': 'utf8' },
        logLevel: LogLevel.WARNING,
        // The packages' ES modules: half the size of their CommonJS twins, because what is not used falls away.
        mainFields: ['module', 'main'],
        // The SDK of the runtime is another version than the one that was tested.
        bundleAwsSDK: true,
      },
    });
  }

  #role(logGroup: logs.ILogGroup, permissions: readonly iam.PolicyStatement[]): iam.Role {
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]));
    for (const statement of permissions) role.addToPolicy(statement);
    return role;
  }
}

/** A statement of exactly these actions on exactly these resources. CDK's grants add actions that nobody calls. */
export function allow(actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}
