import { initialsOf } from '../format/words.ts';
import type { Role } from '../helpdesk/thread.ts';

/** Beside the name, so never read out. */
export function Avatar({ name, of }: Readonly<{ name: string; of: Role }>) {
  return (
    <span className={`avatar avatar-${of}`} aria-hidden="true">
      {of === 'dragoman' ? 'D' : initialsOf(name)}
    </span>
  );
}
