import { type KeyboardEvent, useState } from 'react';
import { type Command, commandsFor } from './commands.ts';

export type CommandList = Readonly<{
  /** None = nothing is offered. */
  offered: readonly Command[];
  active: Command | null;
  /** True = the key was for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}>;

/** The commands offered while one is being typed: arrows choose, Enter or Tab takes, Escape closes until the text changes. */
export function useCommandList(text: string, take: (command: Command) => void): CommandList {
  const [closedAt, setClosedAt] = useState<string | null>(null);
  const [index, setIndex] = useState(0);
  const offered = closedAt === text ? [] : commandsFor(text);
  const active = offered[Math.min(index, offered.length - 1)] ?? null;
  const onKeyDown = (event: KeyboardEvent): boolean => {
    // Shift and Tab goes back, as everywhere.
    const isForList = !event.ctrlKey && !event.metaKey && !(event.key === 'Tab' && event.shiftKey);
    if (active === null || !isForList) return false;
    switch (event.key) {
      case 'ArrowDown':
        setIndex((index + 1) % offered.length);
        break;
      case 'ArrowUp':
        setIndex((index + offered.length - 1) % offered.length);
        break;
      case 'Enter':
      case 'Tab':
        take(active);
        break;
      case 'Escape':
        setClosedAt(text);
        break;
      default:
        setIndex(0);
        return false;
    }
    event.preventDefault();
    return true;
  };
  return { offered, active, onKeyDown };
}
