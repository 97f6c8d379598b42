import { Icon } from './icon.tsx';

/** Who made a translation, or another reading of a text. */
export function EngineBadge({ engines }: Readonly<{ engines: readonly string[] }>) {
  if (engines.length === 0) return null;
  return (
    <span className="badge badge-engine">
      <Icon name="engine" />
      <span className="visually-hidden">Engine: </span>
      {engines.join(', ')}
    </span>
  );
}
