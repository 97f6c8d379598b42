import { type Command, commands } from './commands.ts';

/** The commands as buttons. */
export function CommandBar({ onTake }: Readonly<{ onTake: (command: Command) => void }>) {
  return (
    <fieldset className="command-bar">
      <legend className="visually-hidden">Commands</legend>
      {commands.map((command) => (
        <button key={command.name} type="button" title={command.does} onClick={() => onTake(command)}>
          {command.name}
        </button>
      ))}
    </fieldset>
  );
}
