import { expect, test } from 'vitest';
import { commandNames } from '../../../../../../../functions/_shared/commands/vocabulary.ts';
import {
  commands,
  commandsFor,
  withCommand,
} from '../../../../../../../infra/local/page/web/ticket/commands.ts';

const commandNamed = (name: string) => {
  const command = commands.find((each) => each.name === name);
  if (command === undefined) throw new Error(`no command ${name}`);
  return command;
};
const namesFor = (text: string) => commandsFor(text).map(({ name }) => name);

test('every command that there is can be chosen', () => {
  expect(commands.map(({ name }) => name).toSorted()).toEqual(
    commandNames.map((name) => `#${name}`).toSorted(),
  );
});

test('the beginning of a command offers those that it may become', () => {
  expect(namesFor('#re')).toEqual(['#retry', '#resume']);
  expect(namesFor('#')).toHaveLength(9);
});

test.each(['', 'Hello', '#translate ', '#translate Hello', 'see #12', '#send', '#12345'])(
  'nothing is offered for %j',
  (text) => {
    expect(namesFor(text)).toEqual([]);
  },
);

test('a command takes the place of the one that stands in front of a text', () => {
  expect(withCommand(commandNamed('#preview'), '#translate:it Hello there')).toBe('#preview Hello there');
  expect(withCommand(commandNamed('#translate'), 'Hello there')).toBe('#translate Hello there');
});

test('a command that takes no text stands alone', () => {
  expect(withCommand(commandNamed('#send'), '#translate Hello there')).toBe('#send');
});
