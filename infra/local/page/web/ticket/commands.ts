import type { CommandName } from '../../../../../functions/_shared/commands/vocabulary.ts';

/** A command of an internal note, as a reply box offers it. */
export type Command = Readonly<{
  name: `#${CommandName}`;
  /** What is put into the box; a blank at its end = a text is to follow. */
  text: string;
  does: string;
}>;

/** In the order in which agents need them. */
export const commands: readonly Command[] = [
  { name: '#translate', text: '#translate ', does: 'Sends the rest in the customer’s language' },
  { name: '#preview', text: '#preview ', does: 'Shows the translation and its back-translation first' },
  { name: '#send', text: '#send', does: 'Sends the last preview as it stands' },
  { name: '#lang', text: '#lang ', does: 'Corrects the language: #lang pt' },
  { name: '#retry', text: '#retry', does: 'Does the last customer message again' },
  { name: '#history', text: '#history 10', does: 'One note of the last customer messages' },
  { name: '#pause', text: '#pause', does: 'Stops notes for this conversation' },
  { name: '#resume', text: '#resume', does: 'Starts notes again' },
  { name: '#help', text: '#help', does: 'A note with all commands' },
];

/** What the macro "Reply in customer's language" puts into an internal note. */
export const macroText = '#translate ';

/** The commands that a box may go on to, while only the beginning of one stands in it; else none. */
export function commandsFor(text: string): readonly Command[] {
  if (!/^#\w*$/.test(text)) return [];
  return commands.filter(({ name }) => name.startsWith(text) && name !== text.trimEnd());
}

/** The box's text with the command in front: one that stands there already goes. */
export function withCommand({ text: command }: Command, text: string): string {
  if (!command.endsWith(' ')) return command;
  const rest = text.replace(/^\s*#\w*(?::[\w-]+)?\s*/, '');
  return `${command}${rest}`;
}
