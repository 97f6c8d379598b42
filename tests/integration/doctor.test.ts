import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDoctor, troublesOf } from '../support/doctor.ts';
import { aWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.stop());

test('TRY', async () => {
  const { exitCode, stdout, stderr } = await runDoctor(world, { args: ['--verbose'] });
  console.log(exitCode, stdout, stderr);
});
