import { expect, test } from 'vitest';
import { asynchronousSettingsOf } from '../../../../../infra/local/lambda/asynchronous-settings.ts';
import { functionDefinitionOf } from '../../../../../infra/local/lambda/definition.ts';
import { readLogLine } from '../../../../../infra/local/lambda/log-lines.ts';
import {
  mappingDefinitionOf,
  requireVisibilityBeyondTimeout,
} from '../../../../../infra/local/lambda/mapping-definition.ts';
import { childTraceHeader, newTraceHeader } from '../../../../../infra/local/lambda/trace.ts';
import type { Resource } from '../../../../../infra/local/resources.ts';

const resource = (type: Resource['type'], properties: object, ref = 'dragoman-local-enrich'): Resource => ({
  logicalId: 'Thing',
  type,
  properties: { ...properties },
  ref,
  attributes: { Arn: `arn:aws:lambda:eu-central-1:000000000000:function:${ref}` },
});
const context = { assetsFolder: '/assets', stackName: 'dragoman-local' };
const functionProperties = {
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
  Role: 'arn:aws:iam::000000000000:role/enrich',
  Code: { S3Bucket: 'assets', S3Key: 'abc123.zip' },
};

test('a function is read with the file of its bundle, its limits and its name without the stack', () => {
  // Act
  const definition = functionDefinitionOf(
    resource('AWS::Lambda::Function', {
      ...functionProperties,
      Timeout: 15,
      MemorySize: 512,
      Environment: { Variables: { STAGE: 'local' } },
      LoggingConfig: { LogGroup: '/dragoman/local/enrich' },
    }),
    context,
  );
  // Assess
  expect(definition).toMatchObject({
    displayName: 'enrich',
    physicalName: 'dragoman-local-enrich',
    modulePath: '/assets/asset.abc123/index.mjs',
    exportName: 'handler',
    timeoutMs: 15_000,
    memoryMb: 512,
    logGroup: '/dragoman/local/enrich',
    environment: { STAGE: 'local' },
  });
});

test("a function without a timeout has Lambda's three seconds", () => {
  expect(functionDefinitionOf(resource('AWS::Lambda::Function', functionProperties), context).timeoutMs).toBe(
    3_000,
  );
});

test.each([
  { properties: { ...functionProperties, Layers: ['x'] }, names: 'Layers' },
  { properties: { ...functionProperties, Runtime: 'python3.14' }, names: 'Runtime' },
  { properties: { ...functionProperties, ReservedConcurrentExecutions: 1 }, names: 'ReservedConcurrent' },
  { properties: { ...functionProperties, Code: { ZipFile: 'x' } }, names: 'ZipFile' },
])('a function that would run otherwise here is refused: $names', ({ properties, names }) => {
  const act = () => functionDefinitionOf(resource('AWS::Lambda::Function', properties), context);
  expect(act).toThrow('Thing');
  expect(act).toThrow(names);
});

test.each([
  { variables: { AWS_REGION: 'x' }, says: 'reserves' },
  { variables: { LAMBDA_TASK_ROOT: 'x' }, says: 'reserves' },
  { variables: { LARGE: 'x'.repeat(4_096) }, says: '4 KB' },
])('an environment that Lambda would refuse is refused: $says', ({ variables, says }) => {
  const properties = { ...functionProperties, Environment: { Variables: variables } };
  const act = () => functionDefinitionOf(resource('AWS::Lambda::Function', properties), context);
  expect(act).toThrow(says);
});

const mappingProperties = {
  FunctionName: 'dragoman-local-enrich',
  EventSourceArn: 'arn:aws:sqs:eu-central-1:000000000000:enrich.fifo',
};

test('a mapping is read with its concurrency and its way of reporting failures', () => {
  expect(
    mappingDefinitionOf(
      resource('AWS::Lambda::EventSourceMapping', {
        ...mappingProperties,
        BatchSize: 5,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 4 },
      }),
    ),
  ).toMatchObject({ batchSize: 5, enabled: true, reportsItemFailures: true, maximumConcurrency: 4 });
});

test.each([
  { property: { FilterCriteria: {} }, names: 'FilterCriteria' },
  { property: { MaximumBatchingWindowInSeconds: 5 }, names: 'MaximumBatchingWindowInSeconds' },
  { property: { BatchSize: 100 }, names: 'batching window' },
  { property: { EventSourceArn: 'arn:aws:kinesis:x' }, names: 'expected a queue' },
  { property: { ScalingConfig: { MaximumConcurrency: 1 } }, names: 'MaximumConcurrency' },
])('a mapping that would feed otherwise here is refused: $names', ({ property, names }) => {
  const act = () =>
    mappingDefinitionOf(resource('AWS::Lambda::EventSourceMapping', { ...mappingProperties, ...property }));
  expect(act).toThrow(names);
});

test('a visibility timeout that is shorter than the function may take is refused, as by Lambda', () => {
  // Prepare
  const mapping = mappingDefinitionOf(resource('AWS::Lambda::EventSourceMapping', mappingProperties));
  // Assess
  expect(() => requireVisibilityBeyondTimeout(mapping, 14, 15_000)).toThrow('visibility timeout (14 s)');
  expect(() => requireVisibilityBeyondTimeout(mapping, 15, 15_000)).not.toThrow();
});

test('asynchronous invocation is read with its retries and its destination', () => {
  expect(
    asynchronousSettingsOf(
      resource('AWS::Lambda::EventInvokeConfig', {
        FunctionName: 'dragoman-local-watch',
        Qualifier: '$LATEST',
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 60,
        DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:eu-central-1:000000000000:lost' } },
      }),
    ),
  ).toEqual({
    functionName: 'dragoman-local-watch',
    settings: {
      maximumRetryAttempts: 0,
      maximumEventAgeMs: 60_000,
      onFailureArn: 'arn:aws:sqs:eu-central-1:000000000000:lost',
    },
  });
});

test.each([
  { line: '{"traceId":"1-own","a":1}', record: { traceId: '1-own', a: 1 }, traceId: '1-own' },
  { line: '{"xray_trace_id":"1-x"}', record: { xray_trace_id: '1-x' }, traceId: '1-x' },
  {
    line: '{"traceId":null,"xray_trace_id":"1-x"}',
    record: { traceId: null, xray_trace_id: '1-x' },
    traceId: '1-x',
  },
  { line: '{"a":1}', record: { a: 1 }, traceId: null },
  { line: 'plain {', record: 'plain {', traceId: null },
  { line: '42', record: '42', traceId: null },
])('the line $line is read', ({ line, record, traceId }) => {
  expect(readLogLine(line)).toEqual({ record, traceId });
});

test('a new trace begins with its second in hexadecimal', () => {
  expect(newTraceHeader(1_465_510_280_000)).toMatch(/^Root=1-5759e988-[0-9a-f]{24}$/);
  expect(childTraceHeader('1-5759e988-bd862e3fe1be46a994272793')).toMatch(
    /^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=[0-9a-f]{16};Sampled=1$/,
  );
});
