import type { Command } from './commands.ts';

type Props = Readonly<{
  /** Of the text box that it belongs to. */
  id: string;
  offered: readonly Command[];
  active: Command | null;
  onTake: (command: Command) => void;
}>;

/** The element's id by which the text box names the active command. */
export function optionId(id: string, { name }: Command): string {
  return `${id}-${name.slice(1)}`;
}

/** The commands that go on from what is typed. The focus stays in the text box. */
export function CommandOptions({ id, offered, active, onTake }: Props) {
  return (
    <div
      id={`${id}-list`}
      className="popover command-options"
      role="listbox"
      aria-label="Commands that begin so"
      hidden={offered.length === 0}
    >
      {offered.map((command) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text box handles the keys
        <div
          key={command.name}
          id={optionId(id, command)}
          role="option"
          tabIndex={-1}
          aria-selected={command === active}
          onClick={() => onTake(command)}
        >
          <strong>{command.name}</strong> <span>{command.does}</span>
        </div>
      ))}
    </div>
  );
}
